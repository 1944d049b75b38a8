/** Whom a text is for and in whose name it speaks. */
export interface Reader {
  /** BCP 47; what no catalogue speaks falls back to English. */
  readonly locale: string | null;
  /** IANA zone in which an instant becomes a date: the brand's, or the destination's where it is known. */
  readonly timeZone: string;
  readonly brandName: string;
}
