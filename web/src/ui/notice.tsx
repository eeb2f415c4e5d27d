// Short words at the bottom, that something was done or why it was not: said politely, gone by themselves, never the only
// place where something is told.
import { CircleAlert, CircleCheck } from 'lucide-react';
import { useEffect, useState } from 'react';

const bus = new EventTarget();

interface Notice {
    message: string;
    done: boolean;
}

function put(notice: Notice) {
    bus.dispatchEvent(new CustomEvent('tell', { detail: notice }));
}

export const tell = (message: string) => put({ message, done: true });
/** Why something that was asked for did not happen. */
export const tellWhyNot = (message: string) => put({ message, done: false });

/** The area, or what is open, is another one: why something else did not happen says nothing here. */
export const forgetWhyNot = () => bus.dispatchEvent(new Event('forget'));

export function Notices() {
    const [notice, setNotice] = useState<Notice>();
    useEffect(() => {
        const onTell = (event: Event) => setNotice((event as CustomEvent<Notice>).detail);
        const onForget = () => setNotice((old) => (old?.done ? old : undefined));
        bus.addEventListener('tell', onTell);
        bus.addEventListener('forget', onForget);
        return () => {
            bus.removeEventListener('tell', onTell);
            bus.removeEventListener('forget', onForget);
        };
    }, []);
    useEffect(() => {
        if (!notice) return;
        const timer = setTimeout(() => setNotice(undefined), 6000);
        return () => clearTimeout(timer);
    }, [notice]);
    const Icon = notice?.done ? CircleCheck : CircleAlert;
    return (
        <div className="notices" role="status">
            {notice && (
                <div className="notice">
                    <Icon size={18} aria-hidden="true" />
                    {notice.message}
                </div>
            )}
        </div>
    );
}
