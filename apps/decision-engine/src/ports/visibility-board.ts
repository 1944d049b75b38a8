import type { Visibility } from '@tidings/domain';

/** What can be seen through each source right now; also its injection token. */
export abstract class VisibilityBoard {
  abstract visibilityOf(brandId: string, source: string | null): Visibility;
}
