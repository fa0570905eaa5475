namespace LockValidator;

/// <summary>An acquisition that a piece is about to make.</summary>
internal sealed record LockRequest(LockMap Map, LockMode Mode, string Name)
{
    /// <summary>Whether a hold keeps this from being granted.</summary>
    public bool ConflictsWith(LockMode held) => (Mode, held) switch
    {
        (LockMode.Exclusive, _) or (_, LockMode.Exclusive) => true,
        (LockMode.Upgradeable, LockMode.Upgradeable) => true,
        _ => false,
    };
}
