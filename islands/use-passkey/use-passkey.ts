/**
 * <use-passkey act="use" options='{"challenge":"…"}'><form method="post">
 *   <input type="hidden" name="answer"> <p data-without>…</p>
 *   <div><button type="button" hidden>…</button></div>
 * </form></use-passkey>
 *
 * Its button asks the browser to use a passkey (act="use") or to make one
 * (act="make"), puts the answer into `answer` and sends the form. Without JavaScript, or where the
 * browser knows no passkeys, the button stays hidden and the words in [data-without] stand.
 */
export class UsePasskey extends HTMLElement {
  private readonly told = document.createElement("p");

  connectedCallback(): void {
    const button = this.querySelector<HTMLButtonElement>("button[type=button]");
    if (!button || this.contains(this.told) || !("PublicKeyCredential" in window)) return;
    this.querySelector("[data-without]")?.remove();
    this.told.setAttribute("role", "status");
    button.parentElement!.after(this.told);
    button.hidden = false;
    button.addEventListener("click", () => void this.ask(button));
  }

  private async ask(button: HTMLButtonElement): Promise<void> {
    button.disabled = true;
    this.told.textContent = "";
    try {
      const credential = await this.credential();
      this.querySelector<HTMLInputElement>("input[name=answer]")!.value = JSON.stringify(inText(credential));
      this.querySelector("form")!.requestSubmit();
    } catch (error) {
      this.told.textContent = said(error);
    } finally {
      button.disabled = false;
    }
  }

  private async credential(): Promise<PublicKeyCredential> {
    const options = JSON.parse(this.getAttribute("options") ?? "{}") as Told;
    const answer =
      this.getAttribute("act") === "make"
        ? await navigator.credentials.create({ publicKey: forMaking(options) })
        : await navigator.credentials.get({ publicKey: forUsing(options) });
    if (!answer) throw new DOMException("", "NotAllowedError");
    return answer as PublicKeyCredential;
  }
}

// ── what the server writes as text, the browser wants as bytes ──────────────────────────────────

type Told = {
  challenge: string;
  user?: { id: string; name: string; displayName: string };
  excludeCredentials?: Named[];
};
type Named = { id: string; type: "public-key" };

function forMaking(options: Told): PublicKeyCredentialCreationOptions {
  return {
    ...(options as unknown as PublicKeyCredentialCreationOptions),
    challenge: bytes(options.challenge),
    user: { ...options.user!, id: bytes(options.user!.id) },
    excludeCredentials: (options.excludeCredentials ?? []).map(named),
  };
}

function forUsing(options: Told): PublicKeyCredentialRequestOptions {
  return {
    ...(options as unknown as PublicKeyCredentialRequestOptions),
    challenge: bytes(options.challenge),
  };
}

function named(one: Named): PublicKeyCredentialDescriptor {
  return { ...one, id: bytes(one.id) };
}

function inText(credential: PublicKeyCredential): Record<string, unknown> {
  const response: Record<string, string> = {};
  for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    const value: unknown = credential.response[part as keyof AuthenticatorResponse];
    if (value instanceof ArrayBuffer) response[part] = text(value);
  }
  const id = text(credential.rawId);
  return { id, rawId: id, type: credential.type, response, clientExtensionResults: {} };
}

export function bytes(written: string): Uint8Array<ArrayBuffer> {
  const binary = atob(written.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

export function text(buffer: ArrayBuffer): string {
  const binary = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

function said(error: unknown): string {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "InvalidStateError") return "Máy này đã có khóa của bạn rồi. Không cần tạo thêm.";
  if (name === "SecurityError") return "Khóa truy cập chỉ dùng được ở địa chỉ chính thức của trang, qua HTTPS.";
  return "Chưa mở được khóa: máy không có khóa cho trang này, hoặc bạn đã dừng. Hãy thử lại, hoặc chọn cách vào khác.";
}

customElements.define("use-passkey", UsePasskey);
