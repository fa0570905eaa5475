using System.Runtime.CompilerServices;

namespace LockValidator.Interception;

/// <summary>The objects of one kind of lock that captured code has used. An object keeps its identity; what is known of it stands beside it.</summary>
/// <param name="route">What the kind is called in statistics.</param>
/// <param name="kind">The kind.</param>
/// <param name="threadAffine">Whether only the thread that took such a lock can release it.</param>
internal sealed class CaptureTable(string route, LockKind kind, bool threadAffine)
{
    private readonly ConditionalWeakTable<object, CapturedLock> _objects = [];

    public CapturedLock Get(object target, CaptureSite? site, bool reentrant) =>
        _objects.TryGetValue(target, out CapturedLock? known) ? known : Add(target, site, reentrant);

    public CapturedLock? Find(object target) => _objects.TryGetValue(target, out CapturedLock? known) ? known : null;

    // Once an object. Of two threads that meet it first at once, the table keeps the answer of one.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private CapturedLock Add(object target, CaptureSite? site, bool reentrant)
    {
        LockClass type = CaptureNames.Resolve(target, kind, site);
        CapturedLock captured = _objects.GetValue(target, _ => new CapturedLock(type, reentrant, threadAffine));
        CaptureSession.Observed(route);
        return captured;
    }
}
