// Hot path: no allocation once grown, no lock, no virtual call.
namespace LockValidator.Interception;

/// <summary>The objects that the calling thread holds by captured <c>lock</c> statements, oldest first: a release finds its lock without a look-up.</summary>
internal sealed class HeldMonitors
{
    [ThreadStatic]
    private static HeldMonitors? t_current;

    private (object? Target, CapturedLock? Captured)[] _entries = new (object?, CapturedLock?)[8];
    private int _count;

    public static HeldMonitors Current => t_current ??= new HeldMonitors();

    public void Push(object target, CapturedLock captured)
    {
        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, 2 * _count);
        }

        _entries[_count++] = (target, captured);
    }

    /// <summary>Takes out the newest entry of an object; null where there is none.</summary>
    public CapturedLock? Pop(object target)
    {
        for (int i = _count - 1; i >= 0; i--)
        {
            if (ReferenceEquals(_entries[i].Target, target))
            {
                CapturedLock? found = _entries[i].Captured;
                Array.Copy(_entries, i + 1, _entries, i, --_count - i);
                _entries[_count] = default;
                return found;
            }
        }

        return null;
    }
}
