// Short confirmations at the bottom: said politely, gone by themselves, never the only place where something is told.
import { CircleCheck } from 'lucide-react';
import { useEffect, useState } from 'react';

const bus = new EventTarget();

export function tell(message: string) {
    bus.dispatchEvent(new CustomEvent('tell', { detail: message }));
}

export function Notices() {
    const [message, setMessage] = useState('');
    useEffect(() => {
        const onTell = (event: Event) => setMessage((event as CustomEvent<string>).detail);
        bus.addEventListener('tell', onTell);
        return () => bus.removeEventListener('tell', onTell);
    }, []);
    useEffect(() => {
        if (!message) return;
        const timer = setTimeout(() => setMessage(''), 6000);
        return () => clearTimeout(timer);
    }, [message]);
    return (
        <div className="notices" role="status">
            {message && (
                <div className="notice">
                    <CircleCheck size={18} aria-hidden="true" />
                    {message}
                </div>
            )}
        </div>
    );
}
