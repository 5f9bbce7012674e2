import type { LambdaHandler } from './api-gateway-origin.ts';

/**
 * EventBridge and the reserved concurrency of 1: wakes the advancer at once and then every `minutes`, and refuses a run while
 * another one goes on (modules/lambda-vwr/schedule.ts).
 * @returns stops waking it
 */
export function wakeEvery(minutes: number, handler: LambdaHandler, onError: (error: unknown) => void): () => void {
  let isRunning = false;
  const wake = async () => {
    if (isRunning) return;
    isRunning = true;
    await handler({}).catch(onError);
    isRunning = false;
  };
  void wake();
  const timer = setInterval(() => void wake(), minutes * 60_000);
  return () => clearInterval(timer);
}
