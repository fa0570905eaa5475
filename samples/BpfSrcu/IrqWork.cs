using LockValidator;

namespace BpfSrcu;

/// <summary><c>irq_work</c>: an interrupt that a processor sends to itself, taken once the code that sends it has released its locks.</summary>
internal sealed class IrqWork(Action handler)
{
    private bool _pending;

    public void Queue()
    {
        if (!_pending)
        {
            _pending = true;
            Deferral.AfterRelease(Run);
        }
    }

    private void Run()
    {
        _pending = false;
        CpuContext.Current.Interrupt(InterruptContext.Hard, handler);
    }
}
