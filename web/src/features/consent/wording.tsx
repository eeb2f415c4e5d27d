// Which text the person agreed to: one on file, a new one, or unknown.
import { useHouse } from '../../api/house';
import { type Language, useWords } from '../../i18n';
import { Choose, TextInput } from '../../ui/fields';

export interface NewWordingText {
    label: string;
    text: string;
    language: Language;
}

const languages = ['de', 'en'] as const;

/** The instant of a day without a time: its beginning, so that it outlasts no objection of that day. */
export function given(day: string) {
    const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
    return new Date(year, month - 1, date).toISOString().replace(/\.\d+Z$/, 'Z');
}

export function WordingPick({
    value,
    onChange,
    fresh,
    onFresh,
    error,
}: {
    value: string;
    onChange: (value: string) => void;
    fresh: NewWordingText;
    onFresh: (fresh: NewWordingText) => void;
    error: (name: 'label' | 'text') => string | undefined;
}) {
    const { consentForm: text, letter } = useWords();
    const { wordings } = useHouse();
    const valid = wordings.filter((row) => row.status === 'valid');
    const chosen = valid.find((row) => String(row.wording_no) === value);
    return (
        <>
            <Choose
                label={text.wording}
                help={text.wordingHelp}
                value={value}
                onChange={onChange}
                options={[
                    { value: 'none', label: text.wordingNone },
                    ...valid.map((row) => ({ value: String(row.wording_no), label: row.label })),
                    { value: 'new', label: text.wordingNew },
                ]}
            />
            {chosen && (
                <blockquote className="quote-text" lang={chosen.language}>
                    {chosen.text}
                </blockquote>
            )}
            {value === 'new' && (
                <div className="inset">
                    <TextInput
                        label={text.label}
                        value={fresh.label}
                        onChange={(label) => onFresh({ ...fresh, label })}
                        error={error('label')}
                        room={100}
                    />
                    <TextInput
                        label={text.text}
                        value={fresh.text}
                        onChange={(next) => onFresh({ ...fresh, text: next })}
                        lines={3}
                        error={error('text')}
                        room={20_000}
                    />
                    <Choose
                        label={text.language}
                        value={fresh.language}
                        onChange={(language) => onFresh({ ...fresh, language })}
                        options={languages.map((value) => ({ value, label: letter.languages[value] }))}
                    />
                </div>
            )}
        </>
    );
}
