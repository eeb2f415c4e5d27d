import { useWords } from '../i18n';

export function Brand() {
    const words = useWords();
    return (
        <span className="brand">
            <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true">
                <path className="brand-back" d="M4 9a3 3 0 0 1 3-3h6l3 3h9a3 3 0 0 1 3 3v3H4z" />
                <rect className="brand-front" x="3" y="11" width="26" height="16" rx="3" />
                <path className="brand-tick" d="m11 18.5 3.6 3.6L21.5 15" />
            </svg>
            {words.name}
        </span>
    );
}
