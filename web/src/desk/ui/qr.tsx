// A QR code (ISO/IEC 18004), drawn here: what it holds is often a secret, and is sent nowhere to be drawn.
import { encode } from "uqr";

export const Qr = ({ content, label }: { content: string; label: string }) => {
  const { data, size } = encode(content, { ecc: "M", border: 4 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ""))).join("");
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
};
