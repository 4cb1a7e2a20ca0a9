import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";

/** Keys of 32 bytes in base64: the present one encrypts, both decrypt. */
export type SecretKeys = { readonly present: string; readonly previous?: string | undefined };

const version = "v1";
const algorithm = "aes-256-gcm";
const nonceBytes = 12;

/** Tells which key made a text, without telling anything of the key. */
const keyId = (key: Buffer): string => createHash("sha256").update("key id").update(key).digest("hex").slice(0, 8);

const bytesOf = (key: string): Buffer => Buffer.from(key, "base64");

/** AES-256-GCM. `about` says whose secret it is and is checked on the way back, so that one row's cannot serve another. */
export function encrypt(keys: SecretKeys, secret: string, about: string): string {
  const key = bytesOf(keys.present);
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce);
  cipher.setAAD(Buffer.from(about));
  const sealed = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  const parts = [nonce, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"));
  return [version, keyId(key), ...parts].join(".");
}

export type Decrypted = {
  readonly secret: string;
  /** It was made with the previous key and should be encrypted anew. */
  readonly isOldKey: boolean;
};

/** Throws when no key fits or anything was changed. */
export function decrypt(keys: SecretKeys, text: string, about: string): Decrypted {
  const [itsVersion, id, nonce = "", tag = "", sealed = ""] = text.split(".");
  const known = [keys.present, ...(keys.previous ? [keys.previous] : [])].map(bytesOf);
  const key = itsVersion === version ? known.find((one) => keyId(one) === id) : undefined;
  if (!key) throw new Error("This secret was encrypted with a key that is not set");
  const decipher = createDecipheriv(algorithm, key, Buffer.from(nonce, "base64url"));
  decipher.setAAD(Buffer.from(about));
  decipher.setAuthTag(Buffer.from(tag, "base64url"));
  const secret = Buffer.concat([decipher.update(Buffer.from(sealed, "base64url")), decipher.final()]).toString("utf8");
  return { secret, isOldKey: key !== known[0] };
}
