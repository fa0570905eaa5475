namespace LockValidator;

/// <summary>What a held entry says of itself in one word: mode, kind, subclass, outer type, marks, and what may be taken on top of it.</summary>
internal readonly record struct HeldBits(int Word)
{
    private const int KindShift = 2, SubclassShift = 4, OuterShift = 7, LevelShift = 10;
    private const int GraphLevelShift = 24, GraphLevelMask = 63;
    private const int InheritedBit = 1 << 30, LooseBit = 1 << 31;
    private const int ModeMask = 3, KindMask = 3, SubclassMask = 7, OuterMask = 7, LevelMask = 7;
    private const int DemotableBit = 1 << 13, TrialBit = 1 << 14;
    private const int UncheckedBit = 1 << 16, ForgottenBit = 1 << 17, DetailBit = 1 << 18, TransparentBit = 1 << 19,
        LevelKnownBit = 1 << 20, OverriddenBit = 1 << 21, ForeignBit = 1 << 22, AsyncBit = 1 << 23;

    public HeldBits(LockMode mode, AcquireKind kind, int subclass, WaitType outer, bool isUnchecked)
        : this((int)mode | (mode == LockMode.Upgradeable ? UpgradeableMode : 0) | ((int)kind << KindShift) | (subclass << SubclassShift) | ((int)outer << OuterShift) | (isUnchecked ? UncheckedBit : 0))
    {
    }

    /// <summary>What keeps a release from just popping the entry: a detail, or the slot of an upgradeable hold.</summary>
    private const int NotPlain = DetailBit | UpgradeableMode;
    private const int UpgradeableMode = 1 << 15;

    /// <summary>True where a release of the newest entry, in whatever mode it is held, only has to pop it.</summary>
    public bool IsPlain => (Word & NotPlain) == 0;

    /// <summary>Whether the same flow may take a re-entrant lock again, exclusively, without anything to be looked at.</summary>
    public bool MayBeTakenAgain => (Word & (NotPlain | ModeMask | UncheckedBit | ForgottenBit | ForeignBit | AsyncBit | InheritedBit)) == 0;

    public LockMode Mode => (LockMode)(Word & ModeMask);

    public AcquireKind Kind => (AcquireKind)((Word >> KindShift) & KindMask);

    public int Subclass => (Word >> SubclassShift) & SubclassMask;

    public WaitType Outer => (WaitType)((Word >> OuterShift) & OuterMask);

    public bool IsTry => Kind == AcquireKind.Try;

    /// <summary>Held as a reader of any sort; an upgradeable holder is a reader beside its slot.</summary>
    public bool IsShared => Mode != LockMode.Exclusive;

    public bool IsUnchecked => (Word & UncheckedBit) != 0;

    /// <summary>Its class was unregistered while it was held: it makes no more dependencies.</summary>
    public bool IsForgotten => (Word & ForgottenBit) != 0;

    public bool HasDetail => (Word & DetailBit) != 0;

    /// <summary>A further hold of an instance that stands below: it is there to be released, and no rule looks at it.</summary>
    public bool IsTransparent => (Word & TransparentBit) != 0;

    /// <summary>Taken under another graph than the flow's present one (a scope has its own): no dependencies between the two.</summary>
    public bool IsForeign => (Word & ForeignBit) != 0;

    /// <summary>Mirrors a hold of the async flow that runs on the thread at present.</summary>
    public bool IsAsync => (Word & AsyncBit) != 0;

    /// <summary>Held by the flow that forked this one: what is taken on top of it makes inherited dependencies.</summary>
    public bool IsInherited => (Word & InheritedBit) != 0;

    /// <summary>The instance may be demoted one day: what is learnt from it must be known to be so.</summary>
    public bool IsDemotable => (Word & DemotableBit) != 0;

    /// <summary>The instance has not proved yet to be used as a lock.</summary>
    public bool IsOnTrial => (Word & TrialBit) != 0;

    /// <summary>The nesting level of the scope graph under which it was taken.</summary>
    public int GraphLevel => (Word >> GraphLevelShift) & GraphLevelMask;

    /// <summary>Any thread may release it: a semaphore, an async lock.</summary>
    public bool IsLoose => Word < 0;

    /// <summary>Whether <see cref="Level"/> has been worked out; pushes on a known chain leave that for later.</summary>
    public bool IsLevelKnown => (Word & LevelKnownBit) != 0;

    /// <summary>What the entries of the segment up to this one allow on top of them; <see cref="WaitType.Inherit"/>: they set no limit.</summary>
    public WaitType Level => (WaitType)((Word >> LevelShift) & LevelMask);

    /// <summary>True where <see cref="Level"/> replaces the level of the surroundings instead of lowering it.</summary>
    public bool IsOverridden => (Word & OverriddenBit) != 0;

    /// <summary>What names the entry in a chain.</summary>
    public HeldBits Named => new(Word & ~((LevelMask << LevelShift) | OverriddenBit | LevelKnownBit | DetailBit | (GraphLevelMask << GraphLevelShift)));

    /// <summary>What named the entry when it was taken, before it was shown in the flow that holds it.</summary>
    public HeldBits AsTaken => new(Named.Word & ~(AsyncBit | InheritedBit));

    public HeldBits WithMode(LockMode mode) => new((Word & ~(ModeMask | UpgradeableMode)) | (int)mode | (mode == LockMode.Upgradeable ? UpgradeableMode : 0));

    public HeldBits WithLevel(WaitType level, bool overridden) => new(
        (Word & ~((LevelMask << LevelShift) | OverriddenBit)) | ((int)level << LevelShift) | LevelKnownBit | (overridden ? OverriddenBit : 0));

    public HeldBits WithoutLevel() => new(Word & ~((LevelMask << LevelShift) | OverriddenBit | LevelKnownBit));

    public HeldBits AsForgotten() => new(Word | ForgottenBit);

    public HeldBits AsDetailed() => new(Word | DetailBit);

    public HeldBits WithoutDetail() => new(Word & ~DetailBit);

    public HeldBits AsTransparent() => new(Word | TransparentBit);

    public HeldBits WithForeign(bool isForeign) => new(isForeign ? Word | ForeignBit : Word & ~ForeignBit);

    public HeldBits WithTrial(bool demotable, bool onTrial) => new(Word | (demotable ? DemotableBit : 0) | (onTrial ? TrialBit : 0));

    public HeldBits AsLoose() => new(Word | LooseBit);

    public HeldBits AsInherited() => new(Word | InheritedBit);

    public HeldBits AsAsync() => new(Word | AsyncBit);

    public HeldBits OnGraphLevel(int level) => new(Word | (Math.Min(level, GraphLevelMask) << GraphLevelShift));
}
