import type { Instant } from '@gridward/core';
import { Secret, TOTP } from 'otpauth';

const PERIOD_S = 30;
const ISSUER = 'Gridward';
/** 160 bits, as RFC 4226 §4 recommends. */
export const SECRET_BYTES = 20;
/** One step early or late, for clocks that differ. */
const WINDOW = 1;

const totpOf = (secret: Secret, label: string): TOTP =>
  new TOTP({ issuer: ISSUER, label, secret, algorithm: 'SHA1', digits: 6, period: PERIOD_S });

/** The address that authenticator apps read from a QR code. SHA-1 and six digits, for many of these apps know nothing else. */
export const otpUri = (secret: string, signInName: string): string => totpOf(Secret.fromBase32(secret), signInName).toString();

export const encodeSecret = (bytes: Buffer): string => new Secret({ buffer: Uint8Array.from(bytes).buffer }).base32;

/**
 * The time step that a code belongs to, or null when it is wrong. A step that was used already is refused (RFC 6238 §5.2): the caller
 * keeps the returned step.
 */
export function acceptedStep(secret: string, code: string, now: Instant, lastStep: number | null): number | null {
  const token = code.replace(/\s/g, '');
  if (!/^\d{6}$/.test(token)) return null;
  const delta = totpOf(Secret.fromBase32(secret), '').validate({ token, timestamp: now, window: WINDOW });
  if (delta === null) return null;
  const step = Math.floor(now / 1000 / PERIOD_S) + delta;
  return lastStep !== null && step <= lastStep ? null : step;
}
