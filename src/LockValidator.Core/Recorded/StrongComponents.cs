namespace LockValidator;

/// <summary>Which nodes of the recorded graph lie on common cycles (Tarjan's algorithm, without recursion). Nodes are two a class: any holder, and exclusive holder.</summary>
internal static class StrongComponents
{
    /// <summary>Where an order of one kind starts and ends. Source: docs/design.md, section 3.</summary>
    public static (int Tail, int Head) EndsOf(in EdgeEntry edge, DependencyKinds kind) => (
        (2 * edge.From) + ((kind & DependencyKindRules.FromShared) != 0 ? 0 : 1),
        (2 * edge.To) + ((kind & DependencyKindRules.ToRecursive) != 0 ? 1 : 0));

    /// <summary>The orders that are part of some cycle.</summary>
    public static EdgeOfKind[] OnCycles(GraphStore store)
    {
        int nodes = 2 * store.Classes.Count;
        int[] first = new int[nodes + 1];
        ForEach(store, (_, tail, _) => first[tail + 1]++);
        for (int node = 0; node < nodes; node++)
        {
            // An exclusive holder is one kind of any holder.
            first[node + 1] += first[node] + (node % 2 == 0 ? 1 : 0);
        }

        int[] next = new int[first[nodes]];
        int[] filled = first[..nodes];
        for (int node = 0; node < nodes; node += 2)
        {
            next[filled[node]++] = node + 1;
        }

        ForEach(store, (_, tail, head) => next[filled[tail]++] = head);
        int[] component = Of(first, next);

        // Counted first: of millions no list has to grow.
        int count = 0;
        ForEach(store, (_, tail, head) => count += component[tail] == component[head] ? 1 : 0);
        var found = new EdgeOfKind[count];
        ForEach(store, (edge, tail, head) =>
        {
            if (component[tail] == component[head])
            {
                found[^count--] = edge;
            }
        });
        return found;
    }

    private static void ForEach(GraphStore store, Action<EdgeOfKind, int, int> see)
    {
        for (int i = 0; i < store.Edges.Count; i++)
        {
            EdgeEntry edge = store.Edges[i];
            for (int kind = 0; kind < EdgeOfKind.Kinds.Length; kind++)
            {
                // A recursive reader under a reader of the same class says nothing new.
                if ((edge.AllKinds & EdgeOfKind.Kinds[kind]) != 0 && edge.From != edge.To)
                {
                    (int tail, int head) = EndsOf(in edge, EdgeOfKind.Kinds[kind]);
                    see(new EdgeOfKind(i, kind), tail, head);
                }
            }
        }
    }

    /// <summary>By node the number of its component.</summary>
    private static int[] Of(int[] first, int[] next)
    {
        int nodes = first.Length - 1;
        int[] component = new int[nodes], number = new int[nodes], low = new int[nodes];
        int[] at = first[..nodes];
        var path = new Stack<int>();
        var open = new Stack<int>();
        int met = 0, components = 0;
        for (int root = 0; root < nodes; root++)
        {
            if (number[root] == 0)
            {
                Enter(root);
            }

            while (path.TryPeek(out int node))
            {
                if (at[node] == first[node + 1])
                {
                    Leave(node);
                    continue;
                }

                // An edge whose end was just searched is looked at a second time, and then counts.
                int head = next[at[node]];
                if (number[head] == 0)
                {
                    Enter(head);
                    continue;
                }

                low[node] = component[head] == 0 ? Math.Min(low[node], low[head]) : low[node];
                at[node]++;
            }
        }

        return component;

        void Enter(int node)
        {
            number[node] = low[node] = ++met;
            path.Push(node);
            open.Push(node);
        }

        void Leave(int node)
        {
            path.Pop();
            if (low[node] != number[node])
            {
                return;
            }

            components++;
            int member;
            do
            {
                member = open.Pop();
                component[member] = components;
            }
            while (member != node);
        }
    }
}
