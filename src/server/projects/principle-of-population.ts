/** Thomas Malthus, An Essay on the Principle of Population, first edition of 1798: passages of chapter 1, word for word; […] marks what is left out. In the public domain. */
export const principleOfPopulation = `AN ESSAY ON THE PRINCIPLE OF POPULATION

Chapter 1

[…]

I think I may fairly make two postulata.

First, That food is necessary to the existence of man.

Secondly, That the passion between the sexes is necessary and will remain nearly in its present state.

These two laws, ever since we have had any knowledge of mankind, appear to have been fixed laws of our nature, and, as we have not hitherto seen any alteration in them, we have no right to conclude that they will ever cease to be what they now are, without an immediate act of power in that Being who first arranged the system of the universe, and for the advantage of his creatures, still executes, according to fixed laws, all its various operations.

[…]

Assuming then my postulata as granted, I say, that the power of population is indefinitely greater than the power in the earth to produce subsistence for man.

Population, when unchecked, increases in a geometrical ratio. Subsistence increases only in an arithmetical ratio. A slight acquaintance with numbers will shew the immensity of the first power in comparison of the second.

By that law of our nature which makes food necessary to the life of man, the effects of these two unequal powers must be kept equal.

This implies a strong and constantly operating check on population from the difficulty of subsistence. This difficulty must fall somewhere and must necessarily be severely felt by a large portion of mankind.

Through the animal and vegetable kingdoms, nature has scattered the seeds of life abroad with the most profuse and liberal hand. She has been comparatively sparing in the room and the nourishment necessary to rear them. The germs of existence contained in this spot of earth, with ample food, and ample room to expand in, would fill millions of worlds in the course of a few thousand years. Necessity, that imperious all pervading law of nature, restrains them within the prescribed bounds. The race of plants and the race of animals shrink under this great restrictive law. And the race of man cannot, by any efforts of reason, escape from it. Among plants and animals its effects are waste of seed, sickness, and premature death. Among mankind, misery and vice. […]
`
