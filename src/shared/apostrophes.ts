/**
 * All the marks but `'` that are typed for the apostrophe of Uzbek oʻ and gʻ, and of names such as Maʼmura. To be
 * replaced before NFKC, which takes ´ apart.
 */
export const APOSTROPHES = /[ʻ‘’‛ʼʹ`´′]/g;
