namespace LockValidator;

/// <summary>One acquisition on its way through the rules: what is taken, and how.</summary>
internal sealed class Acquisition
{
    /// <summary>The class; null where a held entry is validated anew and its class is gone.</summary>
    public LockClass? Class { get; init; }

    public required int ClassId { get; init; }

    /// <summary>Whether instances of the class are ordered by a function.</summary>
    public bool HasOrder { get; init; }

    public required long Instance { get; init; }

    public required LockMode Mode { get; init; }

    public required AcquireKind Kind { get; init; }

    public required int Subclass { get; init; }

    public WaitType Outer { get; init; }

    /// <summary>No order and no usage: read sections, classes without order.</summary>
    public bool IsUnchecked { get; init; }

    /// <summary>Checked like the others, but nothing stays held.</summary>
    public bool IsSync { get; init; }

    /// <summary>A held entry that is validated anew because something under it changed.</summary>
    public bool IsRenewed { get; init; }

    public bool IsReentrant { get; init; }

    /// <summary>Any thread may release it.</summary>
    public bool IsLoose { get; init; }

    /// <summary>A renewed entry that only the flow that forked this one holds.</summary>
    public bool IsInherited { get; init; }

    /// <summary>The instance may be demoted one day.</summary>
    public bool IsDemotable { get; init; }

    /// <summary>The instance has not proved yet to be used as a lock.</summary>
    public bool IsOnTrial { get; init; }

    public LockMap Nest { get; init; }

    /// <summary>0: none.</summary>
    public long NestInstance => Nest.Instance;

    public object? Owner { get; init; }

    /// <summary>The contexts that were enabled when the lock was taken: now, or then for a renewed entry.</summary>
    public required ushort EnabledThen { get; init; }

    public required int Place { get; init; }

    /// <summary>The detail of a renewed entry.</summary>
    public HeldDetail? Detail { get; init; }

    /// <summary>For a renewed entry that mirrors a hold of an async flow, the entry: it was checked when it was taken, and only its key is another now.</summary>
    public HeldEntry? Shown { get; init; }

    /// <summary>Where it is done, in a replay that says so or with stacks on; captured when first needed.</summary>
    public CodePosition? Position { get; set; }

    /// <summary>An instance whose own hold does not count: the lock that is being upgraded.</summary>
    public long IgnoredInstance { get; set; }

    /// <summary>The held entry of the same class that the same-class rule spoke about; 0: none.</summary>
    public int SameClassIndex { get; set; }

    /// <summary>What the class's order function said of that entry and this instance.</summary>
    public int? Compared { get; set; }

    /// <summary>What the class's order function said of held instances and this one, by held instance.</summary>
    public Dictionary<long, int>? Comparisons { get; set; }

    /// <summary>The chain key with this lock on top.</summary>
    public ulong Key { get; set; }

    /// <summary>How it stands to what the flow holds of the same lock or class (live rules).</summary>
    public OwnHold OwnHold { get; set; }

    /// <summary>The flow holds the instance in a way that excludes this acquisition.</summary>
    public bool CannotSucceed => OwnHold is OwnHold.Recursion or OwnHold.ReadWriteMix;

    /// <summary>The held entry of the same instance that a rule speaks about; 0: none.</summary>
    public int OwnIndex { get; set; }

    /// <summary>True where a held nest lock serialises all holders of the class: no dependencies are learnt.</summary>
    public bool IsNested { get; set; }

    /// <summary>The chain may be taken for known from now on.</summary>
    public bool IsSettled { get; set; }

    /// <summary>A further hold of an instance that is held already: pushed for its release only.</summary>
    public bool IsTransparent { get; set; }

    /// <summary>A renewed entry whose class was unregistered since it was taken: the class may be back, but not for this hold.</summary>
    public bool IsForgotten { get; set; }

    public bool IsTry => Kind == AcquireKind.Try;

    /// <summary>A renewed acquisition: the held entry as it is, taken again.</summary>
    public static Acquisition Renew(in HeldEntry entry, HeldDetail? detail, LockClass? type) => new()
    {
        Class = type,
        ClassId = entry.ClassId,
        HasOrder = type?.Order is not null,
        Instance = entry.Instance,
        Mode = entry.Bits.Mode,
        Kind = entry.Bits.Kind,
        Subclass = entry.Bits.Subclass,
        Outer = entry.Bits.Outer,
        IsUnchecked = entry.Bits.IsUnchecked,
        IsRenewed = true,
        Nest = detail?.Nest ?? default,
        Owner = detail?.Owner,
        EnabledThen = entry.EnabledThen,
        Place = entry.Place,
        Detail = detail,
        Shown = entry.Bits.IsAsync ? entry : null,
        IsTransparent = entry.Bits.IsTransparent,
        IsLoose = entry.Bits.IsLoose,
        IsInherited = entry.Bits.IsInherited,
        IsDemotable = entry.Bits.IsDemotable,
        IsOnTrial = entry.Bits.IsOnTrial,
    };
}
