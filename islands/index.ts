// Everything that the server cannot do, in one file. Each import defines its own element.
import "./ask-first/ask-first";
import "./copy-text/copy-text";
import "./keep-draft/keep-draft";
import "./leave-phone/leave-phone";
import "./pick-rows/pick-rows";
import "./post-queue/post-queue";
import "./read-aloud/read-aloud";
import "./scan-keys/scan-keys";
import "./send-files/send-files";
import "./send-later/send-later";
import "./use-passkey/use-passkey";
import "./take-photo/take-photo";
import "./take-place/take-place";
import "./mask-photo/mask-photo";
import "./point-place/point-place"; // after send-later, which keeps the form as it came
