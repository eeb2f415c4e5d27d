// A day in a plain text field. Not React Aria's segments: typing in them sets innerHTML, which Trusted Types refuse.
import { useState } from 'react';
import { useFormat, useWords } from '../i18n';
import { parseDay } from './day';
import { TextInput } from './fields';

interface Props {
    label: string;
    value: string | null;
    onChange: (date: string | null) => void;
    error?: string | undefined;
    /** Passes on what is no day as it was typed, for the server to refuse: nothing typed is dropped unseen. */
    asTyped?: boolean;
}

export function DateInput({ label, value, onChange, error, asTyped }: Props) {
    const { day } = useWords();
    const format = useFormat();
    const [text, setText] = useState(() => (value ? format.date(value) : ''));
    const read = parseDay(text);
    const [left, setLeft] = useState(false);
    const type = (next: string) => {
        setText(next);
        setLeft(false);
        onChange(parseDay(next) ?? (asTyped && next.trim() ? next.trim() : null));
    };
    const leave = () => {
        setLeft(true);
        if (read) setText(format.date(read));
    };
    const unreadable = left && text.trim() !== '' && read === null;
    return (
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
    );
}
