namespace LockValidator;

/// <summary>Locks, modes, levels and witnesses in the words of a report.</summary>
internal static class LockText
{
    public static string Name(ClassSnapshot? type) => type is null ? "a lock" : SafeText.Name(type.Name);

    public static string Name(LockUse? use) => Name(use?.Class);

    /// <summary>Something that is waited for and completed, not taken and released.</summary>
    public static bool IsWait(ClassSnapshot type) => type.Kind.Type == LockClassType.Wait;

    public static string Instance(LockUse use) => "instance " + SafeText.Name(use.Instance);

    public static string Mode(LockMode mode) => mode switch
    {
        LockMode.Exclusive => "exclusive",
        LockMode.Shared => "shared",
        LockMode.SharedRecursive => "shared recursive",
        LockMode.Upgradeable => "upgradeable",
        _ => "unknown mode",
    };

    /// <summary>The mode, and what else there is to say of the acquisition.</summary>
    public static string ModeAndKind(LockUse use)
    {
        string kind = use.Kind switch
        {
            AcquireKind.Timed => ", timed",
            AcquireKind.Try => ", try",
            AcquireKind.Announced => ", announced",
            _ => "",
        };
        string count = use.Count > 1 ? $", {SafeText.Number(use.Count)} times" : "";
        return Mode(use.Mode) + kind + (use.Unchecked ? ", unchecked" : "") + count;
    }

    /// <summary>The usage letters and levels, as far as the kind of finding rests on them.</summary>
    public static string Detail(ClassSnapshot type, Wording wording) =>
        (wording.ShowsUsage, wording.ShowsLevels) switch
        {
            (true, true) => $"{Usage(type)}-{Levels(type)}",
            (true, false) => Usage(type),
            (false, true) => Levels(type),
            _ => "",
        };

    public static string Usage(ClassSnapshot type) => $"{{{SafeText.Bare(type.Usage)}}}";

    public static string Levels(ClassSnapshot type) => $"{{{(type.Outer == 0 ? type.Inner : type.Outer)}:{type.Inner}}}";

    public static string By(string flow, string execution) =>
        execution.Length == 0 ? SafeText.Name(flow) : $"{SafeText.Name(flow)} in {SafeText.Name(execution)}";

    /// <summary>The modes in which a dependency was seen; empty where it is the plain case, exclusive then exclusive.</summary>
    public static string Kinds(DependencyKinds kinds)
    {
        if (kinds is DependencyKinds.None or DependencyKinds.EN)
        {
            return "";
        }

        bool exclusive = (kinds & (DependencyKinds.EN | DependencyKinds.ER)) != 0;
        bool shared = (kinds & (DependencyKinds.SN | DependencyKinds.SR)) != 0;
        bool waiting = (kinds & (DependencyKinds.EN | DependencyKinds.SN)) != 0;
        bool recursive = (kinds & (DependencyKinds.ER | DependencyKinds.SR)) != 0;
        string held = (exclusive, shared) switch
        {
            (true, true) => "exclusive and shared",
            (true, false) => "exclusive",
            _ => "shared",
        };
        string taken = (waiting, recursive) switch
        {
            (true, true) => "in every mode",
            (true, false) => "exclusive or fair shared",
            _ => "shared recursive",
        };
        return $"held {held}, taken {taken} ({SafeText.Bare(kinds.ToString())})";
    }

    /// <summary>True where the step's earlier lock was held by readers only.</summary>
    public static bool HeldShared(DependencyKinds kinds) => kinds != DependencyKinds.None && (kinds & (DependencyKinds.EN | DependencyKinds.ER)) == 0;

    /// <summary>True where the step's later lock was taken by recursive readers only.</summary>
    public static bool TakenRecursive(DependencyKinds kinds) => kinds != DependencyKinds.None && (kinds & (DependencyKinds.EN | DependencyKinds.SN)) == 0;

    public static string At(CodePosition position) => SafeText.Frame(position.ToString());

    /// <summary>Whether two uses are of one class and instance.</summary>
    public static bool SameLock(LockUse? left, LockUse? right) =>
        left is not null && right is not null && left.Instance == right.Instance && SameClass(left.Class, right.Class);

    public static bool SameClass(ClassSnapshot? left, ClassSnapshot? right) =>
        left is not null && right is not null && left.StableId == right.StableId && left.Subclass == right.Subclass && left.Name == right.Name;
}
