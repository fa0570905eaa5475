using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;

namespace LockValidator;

/// <summary>
/// What rules apply to: all locks that are created at one place, or that a program declares to play one role. Findings speak of
/// classes, so one clean run over any two instances is enough to find an inversion.
/// </summary>
/// <remarks>Immutable and safe for use by any number of threads. A class belongs to no checker; a checker learns of it at its first acquisition.</remarks>
[DebuggerDisplay("{Name,nq}")]
public sealed class LockClass
{
    /// <summary>Subclasses of one class, for annotated nesting: 0 to 7.</summary>
    internal const int Subclasses = 8;

    /// <summary>A list; new ones are put in front of it with Interlocked.</summary>
    internal LockProfile? Profiles;

    private static readonly ConcurrentDictionary<ConstructionSite, LockClass> s_sites = new();
    private const int RecentSites = 256;

    // Read and written with Volatile; one entry pushes out another.
    private static readonly RecentSite?[] s_recent = new RecentSite?[RecentSites];

    // Whose instances this object's count with: of an upgrade slot the lock's own class, of a class seen as another kind the class itself.
    private LockClass? _countsWith;

    // The first instance, and whether there was another. Written once each, with Interlocked and Volatile.
    private long _firstInstance;
    private bool _hasSeveral;

    // Who is told when there is another. Replaced with Interlocked, read with Volatile; null once it was told.
    private ImmutableList<WeakReference<IInstanceWatcher>>? _watchers = [];

    private static int s_lastId;
    private static int s_severalBegun;
    private static int s_severalDone;

    /// <summary>Makes a class of its own, for a static field to hold.</summary>
    /// <param name="name">What reports call it. Two classes may have the same name; reports tell them apart as <c>name#2</c>.</param>
    /// <param name="kind">What kind of lock it is; <see cref="LockKind.Sleeping"/> if not given.</param>
    /// <param name="order">
    /// Compares the owners of two instances of this class: a negative result allows the second to be taken while the first is held.
    /// It is called on the acquiring thread, without any internal lock; its exceptions count as "not ordered".
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="name"/> is null.</exception>
    public LockClass(string name, LockKind? kind = null, Comparison<object>? order = null)
        : this(name, stableId: name, kind ?? LockKind.Sleeping, order, NextId(), ClassTracking.Full)
    {
    }

    private LockClass(string name, string stableId, LockKind kind, Comparison<object>? order, int id, ClassTracking tracking)
    {
        ArgumentNullException.ThrowIfNull(name);
        Name = name;
        StableId = stableId;
        Kind = kind;
        Order = order;
        Id = id;
        Tracking = tracking;
        Key = ChainKey.OfClass(id);
    }

    /// <summary>What reports call it.</summary>
    public string Name { get; }

    /// <summary>The identity of the class from one run to the next: <c>assembly!Type.member#ordinal</c> for a construction site, else the name.</summary>
    public string StableId { get; }

    /// <summary>What kind of lock it is.</summary>
    public LockKind Kind { get; }

    /// <summary>Compares the owners of two instances; null where instances of the class have no order.</summary>
    internal Comparison<object>? Order { get; }

    /// <summary>Never reused, so that a number in a held entry names one class for ever.</summary>
    internal int Id { get; }

    internal ClassTracking Tracking { get; }

    /// <summary>Names the class in chain keys.</summary>
    internal ulong Key { get; }

    /// <summary>The class of the right to upgrade: what an upgradeable holder holds alone, beside the shared lock.</summary>
    internal LockClass UpgradeSlot =>
        field ?? Interlocked.CompareExchange(ref field, new LockClass(Name + " (upgrade slot)", Kind, Order) { _countsWith = this }, null) ?? field;

    /// <summary>Whether more than one instance was ever made: then a chain of classes does not say which locks they were.</summary>
    internal bool HasSeveralInstances => _countsWith?.HasSeveralInstances ?? Volatile.Read(ref _hasSeveral);

    /// <summary>The number of the first instance; 0 before there is one.</summary>
    internal long FirstInstance => Volatile.Read(ref (_countsWith ?? this)._firstInstance);

    /// <summary>Changes before some class has several instances: until then what was known of their number holds.</summary>
    internal static int SeveralEpoch => Volatile.Read(ref s_severalBegun);

    /// <summary>The same where no class is just getting several: only then may what is read next be kept.</summary>
    internal static bool TryGetSettledEpoch(out int epoch)
    {
        // In this order: what has begun by the second read was done by the first.
        int done = Volatile.Read(ref s_severalDone);
        epoch = SeveralEpoch;
        return done == epoch;
    }

    /// <summary>The class of all locks made at one place in the source. Asking again for the same place gives the same class.</summary>
    /// <param name="kind">What kind of lock it is.</param>
    /// <param name="name">What reports call it; null: the member that made it.</param>
    /// <param name="file">The source file, as <c>[CallerFilePath]</c> gives it.</param>
    /// <param name="line">The line, as <c>[CallerLineNumber]</c> gives it.</param>
    /// <param name="member">The member, as <c>[CallerMemberName]</c> gives it.</param>
    /// <returns>The class of that site.</returns>
    /// <remarks>Costs one look-up, and one stack frame the first time.</remarks>
    public static LockClass ForSite(LockKind kind, string? name, string file, int line, string member)
    {
        ref RecentSite? recent = ref s_recent[((line * 31) + member.Length) & (RecentSites - 1)];
        if (Volatile.Read(ref recent) is { } found && found.Is(kind, name, file, line, member))
        {
            return found.Class;
        }

        var site = new ConstructionSite(kind, name, file, line, member);
        LockClass type = s_sites.TryGetValue(site, out LockClass? known) ? known : s_sites.GetOrAdd(site, static s => s.MakeClass());
        Volatile.Write(ref recent, new RecentSite(in site, type));
        return type;
    }

    /// <summary>A class whose locks are listed as held and checked for wait context, but make no dependencies.</summary>
    /// <param name="name">What reports call it.</param>
    /// <param name="kind">What kind of lock it is; <see cref="LockKind.Sleeping"/> if not given.</param>
    public static LockClass WithoutOrder(string name, LockKind? kind = null) =>
        new(name, name, kind ?? LockKind.Sleeping, order: null, NextId(), ClassTracking.NoOrder);

    /// <summary>A class whose locks are not tracked at all: taking and releasing them does nothing.</summary>
    /// <param name="name">What the class is called.</param>
    public static LockClass Untracked(string name) => new(name, name, default, order: null, NextId(), ClassTracking.None);

    /// <summary>A new class whose place in the program is known by other means than the caller's own source: for tools that capture locks.</summary>
    /// <param name="name">What reports call it.</param>
    /// <param name="stableId">Its identity from run to run: <c>assembly!Type.member#ordinal</c>.</param>
    /// <param name="kind">What kind of lock it is.</param>
    /// <returns>The class. Asking again gives another one.</returns>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static LockClass ForResolvedSite(string name, string stableId, LockKind kind)
    {
        ArgumentNullException.ThrowIfNull(stableId);
        return new(name, stableId, kind, order: null, NextId(), ClassTracking.Full);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>A class of a replayed trace: its display name and its identity are told apart.</summary>
    internal static LockClass ForTrace(string name, string stableId, LockKind kind, Comparison<object>? order = null, ClassTracking tracking = ClassTracking.Full) =>
        new(name, stableId, kind, order, NextId(), tracking);

    /// <summary>The same class as seen by an instance of another kind. A checker's class has the kind of the instance that it met first.</summary>
    internal LockClass SeenAs(LockKind kind) => kind == Kind ? this : new LockClass(Name, StableId, kind, Order, Id, Tracking) { _countsWith = _countsWith ?? this };

    /// <summary>There is an instance. Two stores in the life of a class, so that making locks costs no more.</summary>
    internal void CountInstance(long instance)
    {
        LockClass counted = _countsWith ?? this;
        if (!Volatile.Read(ref counted._hasSeveral) && Interlocked.CompareExchange(ref counted._firstInstance, instance, 0) is not 0 and var first && first != instance)
        {
            counted.HaveSeveral();
        }
    }

    /// <summary>There is another instance; a recording says so before it is taken.</summary>
    internal void HaveSeveral()
    {
        LockClass counted = _countsWith ?? this;
        Interlocked.Increment(ref s_severalBegun);
        Volatile.Write(ref counted._hasSeveral, true);
        Interlocked.Increment(ref s_severalDone);
        foreach (WeakReference<IInstanceWatcher> each in Interlocked.Exchange(ref counted._watchers, null) ?? [])
        {
            if (each.TryGetTarget(out IInstanceWatcher? watcher))
            {
                watcher.SeveralInstances();
            }
        }
    }

    /// <summary>A verdict may rest on there being one instance only: who made it is told before there is another.</summary>
    /// <returns>False if there is another already, or is just being made.</returns>
    internal bool TellOfSeveral(WeakReference<IInstanceWatcher> watcher)
    {
        if (_countsWith is { } counted)
        {
            return counted.TellOfSeveral(watcher);
        }

        ImmutableList<WeakReference<IInstanceWatcher>>? known = Volatile.Read(ref _watchers);
        while (known is not null && !known.Contains(watcher))
        {
            ImmutableList<WeakReference<IInstanceWatcher>> more = known.RemoveAll(static other => !other.TryGetTarget(out _)).Add(watcher);
            ImmutableList<WeakReference<IInstanceWatcher>>? found = Interlocked.CompareExchange(ref _watchers, more, known);
            known = ReferenceEquals(found, known) ? more : found;
        }

        return known is not null;
    }

    private static int NextId() => Interlocked.Increment(ref s_lastId);
}
