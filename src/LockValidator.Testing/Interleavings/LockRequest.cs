namespace LockValidator;

/// <summary>An acquisition that a piece is about to make.</summary>
internal sealed record LockRequest(LockMap Map, LockMode Mode, string Name, bool IsTimed)
{
    /// <summary>Whether a hold keeps this from being granted; one's own does not where it may be taken again, or upgraded.</summary>
    public bool IsBlockedBy(LockRequest held, bool isOwn) =>
        held.Map == Map && ConflictsWith(held.Mode) && !(isOwn && (Map.IsReentrant || held.Mode == LockMode.Upgradeable));

    private bool ConflictsWith(LockMode held) => (Mode, held) switch
    {
        (LockMode.Exclusive, _) or (_, LockMode.Exclusive) => true,
        (LockMode.Upgradeable, LockMode.Upgradeable) => true,
        _ => false,
    };
}
