/** Connection options. By default the client closes for ever after ten failed attempts, and finds a dead peer after minutes. */
export const outliveOutages = {
  maxReconnectAttempts: -1,
  waitOnFirstConnect: true,
  reconnectTimeWait: 250,
  pingInterval: 10_000,
  maxPingOut: 2,
  // A stack trace for each request costs more than the request.
  noAsyncTraces: true,
};
