import { Controller } from '@nestjs/common';
import {
  incidentsDeclare,
  incidentsEnd,
  incidentsList,
  type ReplyOf,
  type RequestOf,
} from '@tidings/contracts';
import { AnswerRpc } from '@tidings/messaging';
import { WatchIncidents } from '../../core/watch-incidents.js';
import { IncidentStore } from '../../ports/incident-store.js';

/** Incidents, for the command line. */
@Controller()
export class IncidentsRpcController {
  readonly #watch: WatchIncidents;
  readonly #incidents: IncidentStore;

  constructor(watch: WatchIncidents, incidents: IncidentStore) {
    this.#watch = watch;
    this.#incidents = incidents;
  }

  @AnswerRpc(incidentsDeclare)
  async declare({
    brandId,
    incidentId,
    input,
  }: RequestOf<typeof incidentsDeclare>): Promise<ReplyOf<typeof incidentsDeclare>> {
    return { incident: await this.#watch.declare(brandId, input, incidentId ?? null) };
  }

  @AnswerRpc(incidentsEnd)
  async end({
    brandId,
    incidentId,
    by,
  }: RequestOf<typeof incidentsEnd>): Promise<ReplyOf<typeof incidentsEnd>> {
    return { incident: await this.#watch.end(brandId, incidentId, by) };
  }

  @AnswerRpc(incidentsList)
  async list({ brandId, limit }: RequestOf<typeof incidentsList>): Promise<ReplyOf<typeof incidentsList>> {
    return { incidents: [...(await this.#incidents.list(brandId, limit))] };
  }
}
