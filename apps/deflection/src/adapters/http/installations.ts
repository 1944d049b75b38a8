import { sidebarClaimsSchema } from '@tidings/contracts';
import { unauthorized } from '@tidings/platform';
import { decodeJwt, jwtVerify } from 'jose';
import type { BrandDesk, Desks } from '../../ports/helpdesk-desk.js';

const MOST_AHEAD_SECONDS = 300;
/** Clocks differ; a helpdesk signs for the moment of the call. */
const TOLERANCE_SECONDS = 30;

/** Whose sidebar calls: knows an installation of the app by the key that it signs with; also its injection token. */
export class Installations {
  readonly #desks: Desks;
  readonly #audience: string;

  /** @param audience the origin under which this service is called: `https://tidings.example` */
  constructor(desks: Desks, audience: string) {
    this.#desks = desks;
    this.#audience = audience;
  }

  /**
   * The brands of the installation that signed: more than one where several shops share a helpdesk and its key.
   * @throws Failure `unauthorized`, the same whatever was wrong
   */
  async verify(token: string): Promise<readonly BrandDesk[]> {
    const issuer = issuerOf(token);
    const candidates = this.#desks.all.filter(({ settings }) => settings.sidebar?.issuer === issuer);
    const verified: BrandDesk[] = [];
    for (const desk of candidates) {
      const keys = desk.settings.sidebar?.keys ?? [];
      const isSigned = await Promise.all(keys.map((key) => this.#isSignedWith(key, { token, issuer })));
      if (isSigned.includes(true)) verified.push(desk);
    }
    if (verified.length === 0) throw unauthorized();
    return verified;
  }

  async #isSignedWith(
    key: string,
    { token, issuer }: { readonly token: string; readonly issuer: string },
  ): Promise<boolean> {
    try {
      const { payload } = await jwtVerify(token, new TextEncoder().encode(key), {
        algorithms: ['HS256'],
        audience: this.#audience,
        issuer,
        clockTolerance: TOLERANCE_SECONDS,
        requiredClaims: ['exp', 'sub'],
      });
      const { exp } = sidebarClaimsSchema.parse(payload);
      // Real time, as in every signature.
      return exp <= Date.now() / 1_000 + MOST_AHEAD_SECONDS + TOLERANCE_SECONDS;
    } catch {
      return false;
    }
  }
}

/** It only tells which key to try; nothing is believed of it yet. */
function issuerOf(token: string): string {
  try {
    return decodeJwt(token).iss ?? '';
  } catch {
    throw unauthorized();
  }
}
