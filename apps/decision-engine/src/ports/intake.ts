/** Whether everything that has reached us was also read; also its injection token. */
export abstract class Intake {
  /** False while reports wait: the clock must not call silent what lies unread in our own queue. */
  abstract isCaughtUp(): Promise<boolean>;
}
