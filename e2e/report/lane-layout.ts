/** The heights of the time line in pixels. */
export const tickHeight = 30
export const sectionHeight = 32
export const laneHeight = 40

/** Within a lane: marks on top, bars below. What went wrong is taller, so that it is seen where a bar is a pixel wide. */
export const markAt = 9
export const calmBar = { top: 20, height: 14 }
export const tallBar = { top: 16, height: 22 }
export const seedBar = { top: 29, height: 5 }

/** The shapes of the marks, around the place that they mark. */
export const incidentShape = 'M0-6 5 0 0 6-5 0z'
export const restartShape = 'M3.6-2.9A4.6 4.6 0 1 0 4.5 1M4.4-6v3.6H.8'
