/** Kafka: given by KAFKA_BROKERS, taken over from docker-compose, Apache Kafka 3.6.0 on Java, or in Docker. */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from '../ports.ts';
import { launch, waitUntilReady } from '../processes/launch.ts';
import { localPath } from '../project-paths.ts';
import { runContainer, whyNoDocker } from './docker.ts';
import type { Engine, EngineOptions } from './engine-options.ts';
import { firstThatWorks, type Way } from './first-that-works.ts';
import { clusterIdAt } from './kafka-admin.ts';
import { fetchKafkaJars } from './kafka-jars.ts';
import { javaFlags, log4jProperties, serverProperties } from './kafka-settings.ts';

export interface KafkaEngine extends Engine {
  /** host:port of each broker. */
  readonly brokers: readonly string[];
}

/** Base64 of 16 bytes, the same here and in docker-compose.yml: a broker with another id is somebody else's. */
export const clusterId = 'dXJyLWxvY2FsLWthZmthMQ';
const composeBrokers = ['127.0.0.1:9092'];
const run = promisify(execFile);
const leaveAlone = async (): Promise<void> => undefined;

async function given(list: string | undefined): Promise<KafkaEngine | string> {
  if (!list) return 'not set';
  const brokers = list
    .split(',')
    .map((broker) => broker.trim())
    .filter((broker) => broker !== '');
  if ((await clusterIdAt(brokers)) === null) throw new Error('no broker answers at the given addresses');
  return { brokers, how: 'given by KAFKA_BROKERS', ours: false, stop: leaveAlone };
}

async function composed(options: EngineOptions): Promise<KafkaEngine | string> {
  if (!options.takeOver) return 'not asked for';
  const found = await clusterIdAt(composeBrokers);
  if (found !== clusterId) return 'port 9092 does not answer, or is not the cluster of docker-compose.yml';
  return { brokers: composeBrokers, how: 'docker-compose on port 9092, taken over', ours: false, stop: leaveAlone };
}

/** A formatted, empty data folder; made once and copied, because formatting takes a Java start of its own (1.5 s). */
async function formattedFolder(jars: string): Promise<string> {
  const template = localPath('kafka-formatted');
  if (existsSync(template)) return template;
  const work = `${template}.${process.pid}`;
  mkdirSync(work, { recursive: true });
  const config = path.join(work, 'server.properties');
  writeFileSync(config, serverProperties(9092, 9093, path.join(work, 'data')));
  const tool = ['-Xmx64m', '-cp', `${jars}/*`, 'kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', config];
  await run('java', tool);
  if (!existsSync(template)) renameSync(path.join(work, 'data'), template);
  rmSync(work, { recursive: true, force: true });
  return template;
}

async function onJava(options: EngineOptions): Promise<KafkaEngine | string> {
  const fetched = await fetchKafkaJars(options.say);
  if (typeof fetched === 'string') return fetched;
  const folder = path.join(options.dataFolder, 'kafka');
  const data = path.join(folder, 'data');
  mkdirSync(folder, { recursive: true });
  if (!existsSync(path.join(data, 'meta.properties'))) {
    rmSync(data, { recursive: true, force: true });
    cpSync(await formattedFolder(fetched.jars), data, { recursive: true });
  }
  const config = path.join(folder, 'server.properties');
  const log4j = path.join(folder, 'log4j.properties');
  writeFileSync(config, serverProperties(options.port, await freePort(), data));
  writeFileSync(log4j, log4jProperties);
  const server = await launch({
    name: 'kafka',
    command: 'java',
    args: [...javaFlags, '-cp', `${fetched.jars}/*`, `-Dlog4j.configuration=file:${log4j}`, 'kafka.Kafka', config],
    logFile: path.join(options.logFolder, 'kafka.log'),
    ledger: options.ledger,
    orphanGraceMs: 8_000,
  });
  const brokers = [`127.0.0.1:${options.port}`];
  // 3 s on a quiet machine, 10 s on a loaded one; more after a kill -9, when it reads its logs again.
  await waitUntilReady(server, async () => (await clusterIdAt(brokers)) !== null, 90_000);
  return {
    brokers,
    how: `Apache Kafka 3.6.0 in KRaft mode (Maven Central, .local/kafka-3.6.0) on port ${options.port}`,
    ours: true,
    stop: async () => void (await server.stop('SIGTERM', 15_000)),
  };
}

async function inDocker(options: EngineOptions): Promise<KafkaEngine | string> {
  const why = await whyNoDocker();
  if (why) return why;
  options.say('Kafka: starting it in Docker');
  const { port } = options;
  // The same port inside: the node finds itself under the address that it tells its clients.
  const env = {
    CLUSTER_ID: clusterId,
    KAFKA_NODE_ID: '1',
    KAFKA_PROCESS_ROLES: 'broker,controller',
    KAFKA_CONTROLLER_QUORUM_VOTERS: '1@localhost:9093',
    KAFKA_LISTENERS: `PLAINTEXT://0.0.0.0:${port},CONTROLLER://localhost:9093`,
    KAFKA_ADVERTISED_LISTENERS: `PLAINTEXT://127.0.0.1:${port}`,
    KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
    KAFKA_INTER_BROKER_LISTENER_NAME: 'PLAINTEXT',
    KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
    KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
    KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
  };
  const settings = Object.entries(env).flatMap(([key, value]) => ['--env', `${key}=${value}`]);
  const publish = ['--publish', `127.0.0.1:${port}:${port}`];
  const container = await runContainer(`urr-kafka-${port}`, [...publish, ...settings, kafkaImage]);
  const brokers = [`127.0.0.1:${options.port}`];
  for (let attempt = 0; (await clusterIdAt(brokers)) === null; attempt++) {
    if (attempt === 600) throw new Error('the container did not answer within 60 s');
    await delay(100);
  }
  return { brokers, how: `Kafka in Docker (${kafkaImage}) on port ${options.port}`, ours: true, stop: container.stop };
}

/** Confluent 7.6.0 is Apache Kafka 3.6.0; apache/kafka begins with 3.7.0. */
export const kafkaImage = 'confluentinc/cp-kafka:7.6.0';

/**
 * Finds or starts Kafka in the order of design.md section 4.
 * @throws Error that says what was tried and how to get one
 */
export async function startKafka(options: EngineOptions): Promise<KafkaEngine> {
  const ways: Way<KafkaEngine>[] = [
    { name: 'KAFKA_BROKERS', askedFor: true, find: () => given(options.env.KAFKA_BROKERS) },
    { name: 'docker-compose', find: () => composed(options) },
    { name: 'Apache Kafka on Java', find: () => onJava(options) },
    { name: 'Docker', find: () => inDocker(options) },
  ];
  const { engine } = await firstThatWorks('Kafka (install Java 17 and Maven, or set KAFKA_BROKERS)', ways);
  return engine;
}
