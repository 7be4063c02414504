/** The one row of a statement that returns exactly one. Throws where there is none. */
export function one<Row>(rows: Row[]): Row {
	const [row] = rows
	if (row === undefined) throw new Error('The statement returned no row')
	return row
}
