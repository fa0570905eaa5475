using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace LockValidator.Interception;

/// <summary>The objects of one type that captured code uses as locks, each with the validated lock that stands for it.</summary>
/// <param name="kind">The kind of lock.</param>
/// <param name="watch">Makes the validated lock around the object.</param>
/// <typeparam name="TObject">The original's type.</typeparam>
/// <typeparam name="TLock">Ours.</typeparam>
/// <remarks>The table is weak: an object keeps its identity, and takes what is known of it along when it goes.</remarks>
internal sealed class WatchedObjects<TObject, [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] TLock>(LockKind kind, Func<TObject, LockClass, TLock> watch)
    where TObject : class
    where TLock : class
{
    private readonly ConditionalWeakTable<TObject, TLock> _objects = [];

    public TLock Of(TObject target, CaptureSite? site)
    {
        // A call on null is the program's own mistake, and must look as it did.
        _ = target.GetType();
        return _objects.TryGetValue(target, out TLock? known) ? known : Add(target, site);
    }

    // Once an object. Of two threads that meet it first at once, the table keeps the answer of one.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private TLock Add(TObject target, CaptureSite? site)
    {
        LockClass type = CaptureNames.Resolve(target, kind, site);
        TLock watched = _objects.GetValue(target, key => watch(key, type));
        CaptureSession.Observed(typeof(TObject).Name);
        return watched;
    }
}
