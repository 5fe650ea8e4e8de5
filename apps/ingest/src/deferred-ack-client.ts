import mqtt, { type IClientOptions, type MqttClient } from 'mqtt';

export interface Delivery {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly retained: boolean;
  /** Sends the PUBACK, unless the connection that brought the message is gone: then the broker sends it again. */
  readonly acknowledge: () => void;
}

/** `_sendPacket` is private in mqtt.js: its version is pinned, and a test with a real broker holds it to this use. */
type WithSendPacket = { _sendPacket(packet: { cmd: 'puback'; messageId: number; reasonCode: 0 }): void };

/**
 * An MQTT client that acknowledges when told to. mqtt.js would hold every later packet, answers to its pings too, until a message is acknowledged
 * (MQTT.js#1935); an error from `handleMessage` makes it leave the PUBACK out and go on, and the PUBACK is sent from here.
 * @param onDelivery may return a promise to hold back what follows until it resolves, pings included: for moments, not for minutes
 */
export function deferredAckClient(
  url: string,
  options: IClientOptions,
  onDelivery: (delivery: Delivery) => Promise<void> | undefined,
): MqttClient {
  const client = mqtt.connect(url, options);
  let connection = 0;
  client.on('connect', () => connection++);
  client.handleMessage = (packet, done) => {
    const { messageId, qos } = packet;
    const broughtBy = connection;
    const room = onDelivery({
      topic: packet.topic,
      payload: toBytes(packet.payload),
      retained: packet.retain,
      acknowledge: () => {
        if (qos !== 1 || messageId === undefined || connection !== broughtBy || !client.connected) return;
        (client as unknown as WithSendPacket)._sendPacket({ cmd: 'puback', messageId, reasonCode: 0 });
      },
    });
    const goOn = (): void => done(qos === 1 ? new Error('The PUBACK follows after the commit') : undefined);
    if (room === undefined) goOn();
    else void room.then(goOn);
  };
  return client;
}

const toBytes = (payload: Buffer | string): Uint8Array =>
  typeof payload === 'string' ? Buffer.from(payload) : payload;
