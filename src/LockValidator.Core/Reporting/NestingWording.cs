namespace LockValidator;

/// <summary>Words for findings about several holds of one lock or of one class.</summary>
internal static class NestingWording
{
    public static Wording Recursion(Violation violation)
    {
        string name = LockText.Name(violation.Acquiring);
        bool sameInstance = violation.Holding is null || LockText.SameLock(violation.Acquiring, violation.Holding);
        bool conversion = sameInstance && NestingInterleaving.IsConversion(violation);
        return new()
        {
            Danger = "possible deadlock",
            Fact = "deadlock",
            Title = "Recursive locking",
            What = (sameInstance, conversion) switch
            {
                (true, true) => $"{name} is acquired exclusively by a flow that holds it as a reader",
                (true, false) => $"{name} is acquired by a flow that holds it already, and it is not re-entrant",
                _ => $"{name} is acquired by a flow that holds another lock of its class",
            },
            Rule = Compared(violation),
            Advice = conversion
                ?
                [
                    "A reader cannot become the writer: two that try wait for each other.",
                    "Take the lock upgradeable from the start, or release it, take it exclusively and look at the data again.",
                ]
                : sameInstance
                    ?
                    [
                        "Split the method: an outer part takes the lock, an inner part expects it held (LockMap.AssertHeld).",
                        "Call the inner part where the lock is held already.",
                    ]
                    : OrderTheInstances,
        };
    }

    public static Wording SameClass(Violation violation)
    {
        string name = LockText.Name(violation.Acquiring);
        return new()
        {
            Danger = "possible deadlock",
            Fact = "instances taken in both orders",
            Title = "Unordered locks of one class",
            What = violation.Compared is null
                ? $"two locks of class {name} are held together, and nothing says which comes first"
                : $"two locks of class {name} are taken against the order of the class",
            Rule = Compared(violation),
            Advice = OrderTheInstances,
        };
    }

    public static Wording NestLockNotHeld(Violation violation)
    {
        string name = LockText.Name(violation.Acquiring);
        string nest = violation.MissingNest is { } missing ? SafeText.Name(missing) : "its nest lock";
        return new()
        {
            Danger = "possible nesting without its nest lock",
            Fact = "nest lock not held",
            Title = "Nest lock not held",
            What = $"{name} is acquired as protected by {nest}, which is not held",
            Rule = [("missing", $"{nest}, which is said to serialise all who take several {name}")],
            Advice = [$"Take {nest} before the first {name}, or drop the Nest option and give the instances an order."],
        };
    }

    public static Wording MergeWithoutNest(Violation violation)
    {
        string name = LockText.Name(violation.Acquiring);
        return new()
        {
            Danger = "possible nesting without a nest lock",
            Fact = "nesting mixed up",
            Title = "Nested hold on top of a plain one",
            What = $"{name} is acquired with a nest lock on top of a hold of its class that was taken without",
            Advice =
            [
                $"Give every acquisition of {name} under the nest lock the same Nest option, the first one included.",
                "Otherwise the first hold is in the count but not under the nest lock's protection.",
            ],
        };
    }

    public static Wording InvalidSubclass(Violation violation)
    {
        string name = LockText.Name(violation.Acquiring);
        return new()
        {
            Danger = "possible wrong argument",
            Fact = "wrong argument",
            Title = "Invalid subclass",
            What = $"{name} is acquired with a subclass outside 0 to 7",
            Rule = violation.Check is { } check ? [("given", SafeText.Sentence(check))] : [],
            Advice =
            [
                "A subclass is a nesting level, not an index or a depth that grows with the data.",
                "For many instances give the class an order function (LockClass, argument order), or use a nest lock.",
            ],
        };
    }

    private static string[] OrderTheInstances =>
    [
        "Give the instances an order: an order function on the class (LockClass, argument order),",
        "a subclass for each level (EnterNested), or a lock that is held around all such pairs (AcquireOptions.Nest).",
        "Locks that play different roles want different names, and so different classes.",
    ];

    private static (string, string)[] Compared(Violation violation) => violation.Compared is { } compared
        ? [("order", $"the order function of the class gave {compared}; only a negative result allows this nesting")]
        : [];
}
