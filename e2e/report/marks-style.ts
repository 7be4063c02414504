/** The style of what is drawn. The times of a run are told apart by shape and height too, not by colour alone. */
export const marksStyle = `
svg { display: block; }
svg.shared { position: absolute; width: 0; height: 0; }
svg.mark { overflow: visible; }
.picture { display: flex; overflow-x: auto; margin-right: -0.5rem; padding-right: 0.5rem; }
.picture > svg { flex: 1 0 auto; width: 0; overflow: visible; }
.names { position: sticky; left: 0; z-index: 1; flex: none; width: 6rem; background: var(--paper); font-size: 0.8125rem; color: var(--soft); font-variant-numeric: tabular-nums; }
.name { display: flex; align-items: center; padding-top: 14px; border-bottom: 1px solid var(--line); }
.section-name { position: relative; }
.section-name span { position: absolute; left: 0; bottom: 0.25rem; color: var(--ink); font-weight: 600; white-space: nowrap; }
.tick, .row { stroke: var(--line); }
.tick-label { fill: var(--soft); font-size: 0.75rem; font-variant-numeric: tabular-nums; }
.centred { text-anchor: middle; }
.right { text-anchor: end; }
.running { fill: var(--sunken); }
.bar { stroke: var(--paper); stroke-width: 1; }
.bar.thin { stroke: none; }
.bar.passed { fill: var(--passed); }
.bar.failed { fill: url(#hatch); stroke: var(--failed); }
.bar.skipped { fill: var(--paper); stroke: var(--line-strong); }
.bar.cut-off { fill: var(--paper); stroke: var(--failed); stroke-width: 1.5; stroke-dasharray: 3 2; }
#hatch rect { fill: var(--failed); }
#hatch line { stroke: var(--hatch); stroke-width: 3; }
.seed { fill: var(--seed); stroke: var(--seed); stroke-width: 0.75; pointer-events: none; }
.picture a:hover .bar { stroke: var(--ink); stroke-width: 1.5; }
.restart line { stroke: var(--soft); stroke-dasharray: 2 3; }
.restart path { fill: none; stroke: var(--ink); stroke-width: 1.5; }
.incident line { stroke: var(--mark); stroke-width: 1.5; }
.incident path { fill: var(--mark); stroke: var(--paper); }
.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; margin-top: 1rem; list-style: none; color: var(--soft); font-size: 0.8125rem; }
.legend li { display: flex; gap: 0.5rem; align-items: center; }
.histogram { width: 100%; max-width: 48rem; overflow: visible; }
.bin { fill: var(--passed); stroke: var(--paper); }
.base { stroke: var(--line-strong); }
.statistic { stroke: var(--soft); stroke-dasharray: 2 2; }
.statistic-label { fill: var(--ink); stroke: var(--paper); stroke-width: 4; paint-order: stroke; font-size: 0.8125rem; font-variant-numeric: tabular-nums; }
`
