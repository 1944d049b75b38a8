import type { EventContract } from './define-event.js';
import type { RpcContract } from './define-rpc.js';
import { commerceOrderRecorded } from './events/commerce-order-recorded.js';
import { decisionMessageRequested } from './events/decision-message-requested.js';
import { decisionTicketRequested } from './events/decision-ticket-requested.js';
import { messagingMessageSettled } from './events/messaging-message-settled.js';
import { orderSnapshotUpdated } from './events/order-snapshot-updated.js';
import { privacySubjectErased } from './events/privacy-subject-erased.js';
import { promiseShown } from './events/promise-shown.js';
import { sourceHealthChanged } from './events/source-health-changed.js';
import { trackingCoverageChanged } from './events/tracking-coverage-changed.js';
import { statusShown } from './events/status-shown.js';
import { supportTicketAnswered } from './events/support-ticket-answered.js';
import { supportTicketHandedOver } from './events/support-ticket-handed-over.js';
import { supportTicketReopened } from './events/support-ticket-reopened.js';
import { trackingReportRecorded } from './events/tracking-report-recorded.js';
import { answersOrderFind } from './rpc/answers-order-find.js';
import { answersOrderGet } from './rpc/answers-order-get.js';
import { casesChoose } from './rpc/cases-choose.js';
import { casesCorrectAddress } from './rpc/cases-correct-address.js';
import { decisionsConfirm } from './rpc/decisions-confirm.js';
import { decisionsList } from './rpc/decisions-list.js';
import { durationsRead } from './rpc/durations-read.js';
import { policiesApply, policiesList } from './rpc/policies-apply.js';
import { policiesCompareShadow } from './rpc/policies-compare-shadow.js';
import { statementsList } from './rpc/statements-list.js';
import { incidentsDeclare, incidentsEnd, incidentsList } from './rpc/incidents.js';
import { messagesList } from './rpc/messages-list.js';
import { ingestionQuarantineRenormalise } from './rpc/ingestion-quarantine-renormalise.js';
import { ingestionUnmappedList } from './rpc/ingestion-unmapped-list.js';
import { ingestionUntrackedList } from './rpc/ingestion-untracked-list.js';

/** Every event of the product. The AsyncAPI document and the README's table are made from this list. */
export const eventCatalogue = [
  trackingReportRecorded,
  commerceOrderRecorded,
  sourceHealthChanged,
  trackingCoverageChanged,
  decisionMessageRequested,
  decisionTicketRequested,
  orderSnapshotUpdated,
  messagingMessageSettled,
  promiseShown,
  statusShown,
  privacySubjectErased,
  supportTicketAnswered,
  supportTicketHandedOver,
  supportTicketReopened,
] as const satisfies readonly EventContract[];

/** Every query and command. */
export const rpcCatalogue = [
  answersOrderFind,
  answersOrderGet,
  casesChoose,
  casesCorrectAddress,
  decisionsConfirm,
  decisionsList,
  durationsRead,
  policiesApply,
  policiesList,
  policiesCompareShadow,
  statementsList,
  incidentsDeclare,
  incidentsEnd,
  incidentsList,
  messagesList,
  ingestionQuarantineRenormalise,
  ingestionUnmappedList,
  ingestionUntrackedList,
] as const satisfies readonly RpcContract[];
