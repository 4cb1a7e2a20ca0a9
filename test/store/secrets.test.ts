import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decrypt, encrypt } from "../../src/store/secrets.ts";

const key = () => randomBytes(32).toString("base64");

describe("a secret", () => {
  test("comes back as it was, and looks different every time", () => {
    const keys = { present: key() };
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (secret) => {
        const once = encrypt(keys, secret, "slack:T1");
        expect(decrypt(keys, once, "slack:T1")).toEqual({ secret, isOldKey: false });
        expect(encrypt(keys, secret, "slack:T1")).not.toBe(once);
      }),
    );
  });

  test("is read with the previous key, and said to be old", () => {
    const old = key();
    const sealed = encrypt({ present: old }, "xoxb", "slack:T1");
    expect(decrypt({ present: key(), previous: old }, sealed, "slack:T1")).toEqual({ secret: "xoxb", isOldKey: true });
    expect(() => decrypt({ present: key() }, sealed, "slack:T1")).toThrow("a key that is not set");
  });

  test("is refused for another subject, or when anything was changed", () => {
    const keys = { present: key() };
    const sealed = encrypt(keys, "xoxb-secret", "slack:T1");
    expect(sealed).not.toContain("xoxb");
    expect(() => decrypt(keys, sealed, "slack:T2")).toThrow();
    const parts = sealed.split(".");
    for (const at of [2, 3, 4]) {
      const changed = parts.map((part, index) =>
        index === at ? `${part.startsWith("A") ? "B" : "A"}${part.slice(1)}` : part,
      );
      expect(() => decrypt(keys, changed.join("."), "slack:T1")).toThrow();
    }
    expect(() => decrypt(keys, "", "slack:T1")).toThrow();
  });
});
