using LockValidator;

namespace BpfSrcu;

/// <summary>A spin lock that is held with interrupts off: <c>spin_lock_irqsave</c> and <c>spin_unlock_irqrestore</c>.</summary>
internal static class IrqSaveLock
{
    public static Scope EnterIrqSave(this ValidatedSpinLock spinLock)
    {
        bool before = CpuContext.Current.DisableInterrupts();
        bool taken = false;
        spinLock.Enter(ref taken);
        return new Scope(spinLock, before);
    }

    internal readonly ref struct Scope(ValidatedSpinLock spinLock, bool interruptsBefore)
    {
        public void Dispose()
        {
            spinLock.Exit();
            CpuContext.Current.RestoreInterrupts(interruptsBefore);
        }
    }
}
