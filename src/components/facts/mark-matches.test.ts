import { expect, it } from 'vitest'
import { markMatches } from './mark-matches'

const marked = (text: string, search: string) =>
	markMatches(text, search)
		.map(({ part, matches }) => (matches ? `[${part}]` : part))
		.join('')

it.each([
	['Street trees cool', 'tre', 'S[tre]et [tre]es cool'],
	['Street trees cool', 'STREET  co', '[Street] trees [co]ol'],
	['of 2019-2020, covid-19', '2020 19', 'of 20[19]-[2020], covid-[19]'],
	['“Night” and (night)', '“ night', '[“Night]” and ([night])'],
	['up 7% in config.yaml', '7% yaml', 'up [7%] in config.[yaml]'],
	['Ärger im Übermaß', 'är ÜBERMASS', '[Är]ger im [Übermaß]'],
	['Cafe\u0301 noir', 'café', '[Cafe\u0301] noir'],
	['Cafe\u0301 noir', 'cafe', 'Cafe\u0301 noir'],
	['x\u0302y', 'x', '[x\u0302]y'],
	['eﬀicient', 'f', 'e[ﬀ]icient'],
	['İstanbul, ISPARTA', 'ist ısp', '[İst]anbul, [ISP]ARTA'],
	['ΣΟΦΟΣ σοφός', 'σοφος', '[ΣΟΦΟΣ] σοφός'],
	['ｶﾞｽ と ガス', 'ガス', '[ｶﾞｽ] と [ガス]'],
	['街路樹は空気を冷やす', '空気', '街路樹は[空気]を冷やす'],
	['ㄱㅏ', '가', '[ㄱㅏ]'],
	['co\u00adoperation', 'coop', '[co\u00adop]eration'],
	['𝛥T was 2.1 °C', '𝛥t 2.1', '[𝛥T] was [2.1] °C'],
	['👩‍🔬 measured', '👩', '[👩‍🔬] measured'],
	['tree trees', 'tre tree', '[tree] [tree]s'],
	['banana', 'ana', 'b[anana]'],
	['a.b (c)', '.*', 'a.b (c)'],
	['text', '', 'text'],
	['text', '\u200b', 'text'],
])('%j searched for %j reads %j', (text, search, expected) => {
	expect(marked(text, search)).toBe(expected)
})
