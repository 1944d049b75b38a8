import { randomUUID } from 'node:crypto';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { addHours } from '@tidings/domain';
import type { Clock } from '@tidings/platform';
import type { Logger } from 'pino';
import type { AddressBook } from '../../ports/address-book.js';
import type { BrandDesk, Desks } from '../../ports/helpdesk-desk.js';
import type { TicketStore } from '../../ports/ticket-store.js';

export interface SweepParts {
  readonly desks: Desks;
  readonly store: TicketStore;
  readonly addresses: Pick<AddressBook, 'forgetBefore'>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly intervalMs: number;
  readonly onFound: () => void;
}

/** A helpdesk's search lags by minutes, and its webhooks are repeated for less than this. */
const LOOK_BACK_HOURS = 2;
const KEEP_HOURS = 30 * 24;

/** Finds tickets whose webhook got lost, and forgets old deliveries and addresses. Helpdesks promise to deliver, not to arrive. */
export class Sweep implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #parts: SweepParts;
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(parts: SweepParts) {
    this.#parts = parts;
  }

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#running = this.#running.then(() => this.#sweep());
    }, this.#parts.intervalMs);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  async #sweep(): Promise<void> {
    const { desks, store, addresses, clock, logger } = this.#parts;
    const at = addHours(clock.now(), -KEEP_HOURS);
    try {
      await Promise.all([store.forgetBefore(at), addresses.forgetBefore(at)]);
    } catch (err) {
      logger.warn({ err }, 'old deliveries and addresses could not be deleted');
    }
    for (const desk of desks.all) if (desk.settings.mode !== 'off') await this.#look(desk);
  }

  async #look({ brand, helpdesk }: BrandDesk): Promise<void> {
    const { store, clock, logger, onFound } = this.#parts;
    try {
      const since = addHours(clock.now(), -LOOK_BACK_HOURS);
      const causation = { correlationId: randomUUID(), causationId: null, traceparent: null };
      const found = await store.add(brand.id, await helpdesk.listTicketsOpenedSince(since), causation);
      if (found === 0) return;
      logger.warn({ brandId: brand.id, found }, 'tickets were found of which no webhook had told');
      onFound();
    } catch (err) {
      logger.warn({ err, brandId: brand.id }, 'the helpdesk could not be searched for lost tickets');
    }
  }
}
