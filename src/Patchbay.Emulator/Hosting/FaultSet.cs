using System.Text.RegularExpressions;

namespace Patchbay.Emulator.Hosting;

/// <summary>The faults of one world, with the number of requests that each hit.</summary>
internal sealed class FaultSet
{
    private readonly Lock _gate = new();
    private readonly List<Armed> _armed = [];
    private int _number;

    public bool Any => _armed.Count > 0;

    public Fault Add(Fault fault)
    {
        lock (_gate)
        {
            var named = fault with { Id = $"fault_{++_number}" };
            _armed.Add(new Armed(named));
            return named;
        }
    }

    public void Clear(string? id = null)
    {
        lock (_gate)
            _armed.RemoveAll(a => id is null || a.Fault.Id == id);
    }

    public IReadOnlyList<(Fault Fault, int Struck)> All()
    {
        lock (_gate)
            return [.. _armed.Select(a => (a.Fault, a.Struck))];
    }

    /// <summary>Returns the fault that hits this request, if any, and counts the hit.</summary>
    public Fault? Take(string method, string path, string? operation)
    {
        lock (_gate)
        {
            foreach (var armed in _armed)
                if (armed.Matches(method, path, operation) && armed.Strike())
                    return armed.Fault;
            return null;
        }
    }

    private sealed class Armed(Fault fault)
    {
        private int _seen;

        public Fault Fault => fault;
        public int Struck { get; private set; }

        public bool Matches(string method, string path, string? operation) =>
            (fault.Operation is null || fault.Operation == operation)
            && (fault.Method is null || fault.Method.Equals(method, StringComparison.OrdinalIgnoreCase))
            && (fault.PhoneNumberId is null || path.StartsWith(fault.PhoneNumberId, StringComparison.Ordinal))
            && (fault.Path is null || Like(path, fault.Path.TrimStart('/')));

        public bool Strike()
        {
            _seen++;
            if (Struck >= fault.Times || (fault.Every is { } every and > 0 && _seen % every != 0))
                return false;
            Struck++;
            return true;
        }

        private static bool Like(string path, string pattern) =>
            Regex.IsMatch(
                path,
                "^" + Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal) + "$",
                RegexOptions.None,
                TimeSpan.FromSeconds(1)
            );
    }
}
