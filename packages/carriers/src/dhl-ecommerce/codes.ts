import {
  attempt,
  noise,
  opens,
  resolves,
  rowsFor,
  scan,
  step,
  type CodeTable,
  type Row,
} from '../code-table.js';

const DOCS = 'DHL eCommerce Americas Tracking docs, event ids';
const IN_TRANSIT = { milestone: 'in_transit' } as const;

const MOVES: Record<string, Row> = {
  ...rowsFor('235 238 445 109 129 135', step('label_created', DOCS)),
  134: opens('collection_failed', DOCS, { milestone: 'label_created', etaEffect: 'unknown' }),
  ...rowsFor('100 130 200 211 461', scan('picked_up', DOCS)),
  ...rowsFor('104 120 155 365 399 402 431 494 499 515 518 360 361 532 533', scan('in_transit', DOCS)),
  ...rowsFor('441 447 501 509 463', step('in_transit', DOCS, { reason: 'customs_processing' })),
  ...rowsFor('442 449 502 452 464', resolves('customs_cleared', DOCS, IN_TRANSIT)),
  ...rowsFor('443 453 506 507 508', opens('customs_hold', DOCS, IN_TRANSIT)),
  448: opens('customs_hold', DOCS, { ...IN_TRANSIT, actor: 'merchant' }),
  ...rowsFor('240 503', opens('duties_due', DOCS, IN_TRANSIT)),
  ...rowsFor('241 504', resolves('duties_due', DOCS, IN_TRANSIT)),
  ...rowsFor('242 608', opens('duties_due', DOCS, { ...IN_TRANSIT, actor: 'merchant' })),
  ...rowsFor('479 480 523 535 642 505 510', scan('in_transit', DOCS, { reason: 'transferred_to_partner' })),
  ...rowsFor('597 598 558 580', scan('out_for_delivery', DOCS)),
  ...rowsFor(
    '469 522 560 565 570 585 599 601',
    scan('available_for_pickup', DOCS, { reason: 'pickup_ready', etaEffect: 'unknown' }),
  ),
  ...rowsFor('572 589 590 600 606 607 621 652 653 654 655 656 657 658 659', scan('delivered', DOCS)),
  ...rowsFor('602 603 800 804', step('returning', DOCS, { reason: 'return' })),
  ...rowsFor('693 760 780', step('returning', DOCS, { reason: 'unclaimed' })),
  ...rowsFor('636 650', scan('lost', DOCS, { reason: 'destroyed' })),
  101: step('cancelled', DOCS),
  604: step('returning', DOCS, { reason: 'intercept' }),
};

/** 550 to 556 and 564 are the attempts that USPS numbers 50 to 56. */
const PROBLEMS: Record<string, Row> = {
  ...rowsFor('550 552 556 564', attempt('recipient_unavailable', DOCS)),
  551: attempt('business_closed', DOCS),
  553: attempt('no_access', DOCS),
  554: attempt('receptacle_full', DOCS),
  555: attempt('no_secure_location', DOCS),
  ...rowsFor('563 571 595 596 615 629 583 638 639', attempt('unspecified', DOCS, { isVague: true })),
  605: attempt('no_access', DOCS),
  612: attempt('business_closed', DOCS),
  ...rowsFor('613 594', attempt('recipient_unavailable', DOCS)),
  614: attempt('payment_due', DOCS),
  ...rowsFor('610 611 619', attempt('refused', DOCS, { etaEffect: 'final' })),
  ...rowsFor('581 609 616', noise(DOCS, { reason: 'rescheduled', etaEffect: 'new' })),
  ...rowsFor('582 632', noise(DOCS, { reason: 'rerouted', etaEffect: 'new' })),
  162: noise(DOCS, { reason: 'rerouted_pickup_point', actor: 'recipient', etaEffect: 'new' }),
  ...rowsFor('631 700 710', opens('address_incorrect', DOCS)),
  ...rowsFor('633 683', opens('address_insufficient', DOCS)),
  630: opens('unspecified', DOCS, { actor: 'merchant', etaEffect: 'delay', isVague: true }),
  ...rowsFor('686 720 730', opens('recipient_moved', DOCS)),
  ...rowsFor('689 740 691 750 770', opens('recipient_unknown', DOCS)),
  ...rowsFor('620 623', opens('damaged', DOCS, { etaEffect: 'unknown' })),
  690: opens('lost_investigation', DOCS),
  ...rowsFor('640 641 670 671', opens('missort', DOCS, { physical: true })),
  ...rowsFor('312 358 644', opens('hold_requested', DOCS, { actor: 'carrier', etaEffect: 'delay' })),
  ...rowsFor('359 313', resolves('unspecified', DOCS)),
  ...rowsFor('450 592 593', opens('operational_delay', DOCS)),
  ...rowsFor('680 699', opens('no_scan', DOCS)),
};

export const EVENT_IDS: CodeTable = { name: 'DHL eCommerce primaryEventId', rows: { ...MOVES, ...PROBLEMS } };
