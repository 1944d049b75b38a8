import type { Visibility } from '@tidings/domain';

/** What can be seen of each parcel through its source right now; also its injection token. */
export abstract class VisibilityBoard {
  /** @param number the parcel's, where it has one: that nobody follows it outweighs what its source sees */
  abstract visibilityOf(brandId: string, source: string | null, number: string | null): Visibility;
}
