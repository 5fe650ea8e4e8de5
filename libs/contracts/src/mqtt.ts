import { z } from 'zod';

/**
 * The native payload of our devices, JSON on `quindici/v1/{hubId}/{deviceId}/readings`, QoS 1.
 * `boot` grows with each restart and `seq` with each message of that boot: together they name the message,
 * so that what is sent twice counts once.
 */
export const nativeReadingsSchema = z.object({
  v: z.literal(1),
  boot: z
    .number()
    .int()
    .min(0)
    .max(2 ** 32 - 1),
  seq: z
    .number()
    .int()
    .min(0)
    .max(2 ** 32 - 1),
  at: z.iso.datetime({ offset: true }),
  /** desk sensor: true while movement was seen since the last message */
  motion: z.boolean().optional(),
  /** door counter: totals since boot */
  in: z
    .number()
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .optional(),
  out: z
    .number()
    .int()
    .min(0)
    .max(2 ** 32 - 1)
    .optional(),
  /** per cent */
  battery: z.number().min(0).max(100).optional(),
  /** dBm */
  rssi: z.number().min(-200).max(0).optional(),
});
export type NativeReadings = z.infer<typeof nativeReadingsSchema>;

export type DeviceStatus = 'online' | 'offline';

export const topics = {
  readings: (hubId: string, deviceId: string): string => `quindici/v1/${hubId}/${deviceId}/readings`,
  /** retained; `offline` is the last will */
  status: (hubId: string, deviceId: string): string => `quindici/v1/${hubId}/${deviceId}/status`,
  allReadings: 'quindici/v1/+/+/readings',
  allStatus: 'quindici/v1/+/+/status',
} as const;
