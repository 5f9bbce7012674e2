/** As much of a client as is needed to notice that nobody answers. */
interface WatchedClient {
  readonly isOpen: boolean;
  readonly isReady: boolean;
  ping(): Promise<unknown>;
  /** Cuts the connection; what waits for an answer fails. */
  destroy(): void;
  connect(): Promise<unknown>;
}

export interface SilenceLimits {
  /** Milliseconds between questions, and for an answer. */
  readonly everyMs: number;
  readonly patienceMs: number;
}

/**
 * A machine that loses its power closes no connection: commands would wait for ever, and so would everybody behind them
 * (commands have no time-outs of their own, see redis-client.ts). So Redis is asked now and then, and a connection that
 * gives no answer is replaced. Ends by itself when the client is closed.
 */
export function watchForSilence(client: WatchedClient, limits: SilenceLimits, onSilence: () => void): void {
  let isAsking = false;
  const replace = () => {
    if (!client.isOpen) return;
    onSilence();
    client.destroy();
    void client.connect().catch(() => undefined);
  };
  const timer = setInterval(() => {
    if (!client.isOpen) clearInterval(timer);
    if (!client.isReady || isAsking) return;
    isAsking = true;
    const patience = setTimeout(replace, limits.patienceMs);
    void client
      .ping()
      .catch(() => undefined)
      .finally(() => {
        clearTimeout(patience);
        isAsking = false;
      });
  }, limits.everyMs);
  timer.unref();
}
