import type { FactStatus } from '@/domain/fact-status'

export type Scenario = 'research' | 'review'

/** One fact of a scenario, with UTF-16 offsets of its quote into `seedText`. */
export type FactTemplate = {
	ordinal: number
	claim: string
	quote: string | null
	quote_start: number | null
	quote_end: number | null
	status: FactStatus
	key_claim: boolean
	pinned: boolean
	confidence: number
}

// Some passages hold characters outside ASCII and outside the BMP, so that an offset counted in bytes or in code points
// shows.
const passages: [claim: string, quote: string][] = [
	[
		'Street trees cool the air at head height',
		'On still summer afternoons the air under a closed canopy was 2.1 °C cooler than on the open side of the same street.',
	],
	[
		'Shade matters more than transpiration for people',
		'Pedestrians reported relief chiefly from shade; the contribution of transpiration to perceived heat was small.',
	],
	[
		'Young trees take a decade to pay off',
		'Measurable cooling began in the ninth year after planting and was complete by the twentieth.',
	],
	[
		'White roofs lower indoor peaks',
		'Painting a flat roof white lowered the daily indoor peak by 1.4 °C without any other change to the building.',
	],
	[
		'White roofs cost warmth in winter',
		'The same roofs raised the heating demand of January by four per cent.',
	],
	[
		'Night heat is the deadlier half',
		'“It is the night that kills,” the ward nurses said, and the admissions of the following mornings bear them out.',
	],
	[
		'Ponds cool by day and warm by night',
		'Small ponds cooled their banks until sunset and released the stored heat until two in the morning.',
	],
	[
		'Irrigated lawns help only while watered',
		'Two days after the hosepipe ban the lawns were as warm as the asphalt beside them.',
	],
	[
		'Wind corridors reach four blocks',
		'The effect of the river corridor could be traced for four blocks and was lost in the fifth.',
	],
	[
		'Courtyards lag the street by three hours',
		'Courtyard temperatures followed the street with a delay of about three hours.',
	],
	[
		'The gradient is given as a difference',
		'We write 𝛥T for the difference between a street and the rural station, averaged over an hour.',
	],
	[
		'Sensors on lamp posts read too high',
		'Sensors fixed to dark lamp posts read up to 0.8 °C too high in direct sun.',
	],
	[
		'Residents overestimate park cooling',
		'Asked to guess, residents put the cooling of their park at twice its measured value.',
	],
	[
		'Small parks cool as far as they are wide',
		'Beyond one park width from the edge no cooling could be told from noise.',
	],
	[
		'Pavement repairs undo gains',
		'Within three years a third of the light paving had been patched with dark asphalt.',
	],
	[
		'Blinds outside beat blinds inside',
		'External blinds kept out three quarters of the heat that internal blinds let pass.',
	],
	[
		'Heat plans work when they call people',
		'Where volunteers telephoned every resident over eighty, admissions fell by a fifth.',
	],
	[
		'Leaflets alone change little',
		'A leaflet in every letter box changed neither window use nor admissions.',
	],
	[
		'Green walls need upkeep',
		'Half of the green walls surveyed were dry, brown or gone after five years.',
	],
	[
		'Costs are dominated by maintenance',
		'Over thirty years maintenance made up two thirds of the cost of every measure but paint.',
	],
	[
		'Traffic heat is local',
		'Heat from traffic was measurable at the kerb and nowhere else – not even one storey up.',
	],
	[
		'Old quarters stay cooler in the morning',
		'Thick walls kept the old quarter cool until noon, and warm until well past midnight.',
	],
	[
		'Measures do not simply add up',
		'Trees above light paving cooled less than the sum of the two measured apart.',
	],
	[
		'Equity follows the tree map',
		'The streets with the fewest trees were, with two exceptions, the streets with the lowest rents.',
	],
]

/** The text of every seeded source. It does not depend on the number of facts, so that facts can be added later. */
export const seedText = `Heat in the city: notes from three summers\n\n${passages
	.map(([, quote], index) => (index % 4 === 3 ? `${quote}\n\n` : `${quote} `))
	.join('')
	.trim()}\n`

const reviewStatuses: FactStatus[] = ['pending', 'approved', 'needs_review', 'flagged', 'rejected']

/** The facts of a scenario. A seed of more facts repeats these templates, with the number of the fact added to the claim. */
export function factTemplates(scenario: Scenario): FactTemplate[] {
	return passages.map(([claim, quote], ordinal) => {
		const start = seedText.indexOf(quote)
		const review = scenario === 'review'
		// The third fact of a review has lost its evidence.
		const quoted = !review || ordinal !== 2
		return {
			ordinal,
			claim,
			quote: quoted ? quote : null,
			quote_start: quoted ? start : null,
			quote_end: quoted ? start + quote.length : null,
			status: review ? (reviewStatuses[ordinal % reviewStatuses.length] ?? 'pending') : 'approved',
			key_claim: ordinal % 6 === 0,
			pinned: review && ordinal % 4 === 1,
			confidence: 95 - ((ordinal * 7) % 50),
		}
	})
}
