// A day in a plain text field. Not React Aria's segments: typing in them sets innerHTML, which Trusted Types refuse.
import { useState } from 'react';
import { useFormat, useWords } from '../i18n';
import { parseDay, today } from './day';
import { TextInput } from './fields';

interface Props {
    label: string;
    value: string | null;
    onChange: (date: string | null) => void;
    error?: string | undefined;
    /** Passes on what is no day as it was typed, for the server to refuse: nothing typed is dropped unseen. */
    asTyped?: boolean;
    /** Offers today with one press; it is never there by itself, because a day that nobody chose is no evidence. */
    offerToday?: boolean;
}

export function DateInput({ label, value, onChange, error, asTyped, offerToday }: Props) {
    const { day } = useWords();
    const format = useFormat();
    const [text, setText] = useState(() => (value ? format.typedDate(value) : ''));
    const read = parseDay(text);
    const [left, setLeft] = useState(false);
    const type = (next: string) => {
        setText(next);
        setLeft(false);
        onChange(parseDay(next) ?? (asTyped && next.trim() ? next.trim() : null));
    };
    const leave = () => {
        setLeft(true);
        if (read) setText(format.typedDate(read));
    };
    const unreadable = left && text.trim() !== '' && read === null;
    return (
        <div className="date-field">
            <TextInput
                label={label}
                help={day.form}
                value={text}
                onChange={type}
                onBlur={leave}
                inputMode="numeric"
                maxLength={10}
                error={unreadable ? day.unreadable : error}
            />
            {offerToday && (
                <button type="button" className="link-button" onClick={() => type(format.typedDate(today()))}>
                    {day.today}
                </button>
            )}
        </div>
    );
}
