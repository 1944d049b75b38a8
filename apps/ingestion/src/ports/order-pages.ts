/** Where the customers of an order see it; also its injection token. */
export abstract class OrderPages {
  /** Null: there is no such order yet. @throws when nobody can tell */
  abstract addressOf(brandId: string, orderNumber: string): Promise<string | null>;
}
