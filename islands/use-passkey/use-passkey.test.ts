import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { bytes, text } from "./use-passkey";

const OPTIONS = { challenge: "3q2-7w", userVerification: "required" };
const MAKING = { ...OPTIONS, user: { id: "aGFp", name: "lan", displayName: "Lan" }, excludeCredentials: [{ id: "_-8", type: "public-key" }] };

function buffer(...values: number[]): ArrayBuffer {
  return new Uint8Array(values).buffer;
}

const CREDENTIAL = {
  type: "public-key",
  rawId: buffer(255, 239),
  response: { clientDataJSON: buffer(123, 125), signature: buffer(1), userHandle: null },
};

function show(act: string, options: object): HTMLButtonElement {
  document.body.innerHTML = `<use-passkey act="${act}"><form><input type="hidden" name="answer">
    <p data-without>cần JavaScript</p><div><button type="button" hidden>Mở khóa</button></div></form></use-passkey>`;
  const form = document.querySelector("form")!;
  form.requestSubmit = sent;
  const element = document.querySelector("use-passkey")!;
  element.setAttribute("options", JSON.stringify(options));
  return document.querySelector("button")!;
}

function browserAnswers(answer: Promise<unknown>): ReturnType<typeof vi.fn> {
  const asked = vi.fn().mockReturnValue(answer);
  Object.defineProperty(navigator, "credentials", { value: { get: asked, create: asked }, configurable: true });
  return asked;
}

const sent = vi.fn();

beforeEach(() => {
  sent.mockReset();
  Object.defineProperty(window, "PublicKeyCredential", { value: class {}, configurable: true });
});
afterEach(() => {
  Reflect.deleteProperty(window, "PublicKeyCredential");
});

test("bytes and text are the same thing in two spellings", () => {
  expect([...bytes("_-8")]).toEqual([255, 239]);
  expect(text(buffer(255, 239))).toBe("_-8");
});

test("where the browser knows no passkeys the words stand and the button stays hidden", () => {
  Reflect.deleteProperty(window, "PublicKeyCredential");
  expect(show("use", OPTIONS).hidden).toBe(true);
  expect(document.body.textContent).toContain("cần JavaScript");
});

test("using one: the browser gets bytes, the form gets text and is sent", async () => {
  const asked = browserAnswers(Promise.resolve(CREDENTIAL));
  const button = show("use", OPTIONS);
  expect(button.hidden).toBe(false);
  expect(document.body.textContent).not.toContain("cần JavaScript");

  button.click();

  await vi.waitFor(() => expect(sent).toHaveBeenCalledOnce());
  const { publicKey } = asked.mock.calls[0]![0] as { publicKey: { challenge: Uint8Array; userVerification: string } };
  expect([...publicKey.challenge]).toEqual([0xde, 0xad, 0xbe, 0xef]);
  expect(publicKey.userVerification).toBe("required");
  expect(JSON.parse(document.querySelector("input")!.value)).toEqual({
    id: "_-8",
    rawId: "_-8",
    type: "public-key",
    response: { clientDataJSON: "e30", signature: "AQ" },
    clientExtensionResults: {},
  });
});

test("making one: the person's handle and the keys already here become bytes too", async () => {
  const asked = browserAnswers(Promise.resolve(CREDENTIAL));
  show("make", MAKING).click();

  await vi.waitFor(() => expect(sent).toHaveBeenCalledOnce());
  const { publicKey } = asked.mock.calls[0]![0] as { publicKey: PublicKeyCredentialCreationOptions };
  expect([...(publicKey.user.id as Uint8Array)]).toEqual([104, 97, 105]);
  expect([...(publicKey.excludeCredentials![0]!.id as Uint8Array)]).toEqual([255, 239]);
});

test("when the person stops, nothing is sent and the page says what to do", async () => {
  browserAnswers(Promise.reject(new DOMException("", "NotAllowedError")));
  const button = show("use", OPTIONS);
  button.click();

  await vi.waitFor(() => expect(document.querySelector("[role=status]")!.textContent).toContain("Hãy thử lại"));
  expect(sent).not.toHaveBeenCalled();
  expect(button.disabled).toBe(false);
});

test("a phone that has the key already is told so", async () => {
  browserAnswers(Promise.reject(new DOMException("", "InvalidStateError")));
  show("make", MAKING).click();

  await vi.waitFor(() => expect(document.querySelector("[role=status]")!.textContent).toContain("đã có khóa"));
});
