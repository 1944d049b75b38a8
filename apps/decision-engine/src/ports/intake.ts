/** Whether everything that has reached us was also read; also its injection token. */
export abstract class Intake {
  /**
   * False while reports or orders wait, as they do after an outage: the clock must not call silent, nor the gate call
   * true, what lies refuted in our own queue.
   */
  abstract isCaughtUp(): Promise<boolean>;
}
