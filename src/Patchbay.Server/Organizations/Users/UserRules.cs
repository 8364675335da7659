using System.Text.RegularExpressions;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Auth;
using Patchbay.Server.Platform.Problems;
using Environments = Patchbay.Server.Platform.Environments;

namespace Patchbay.Server.Organizations.Users;

/// <summary>A user to create; all members are valid.</summary>
/// <param name="Email">In lower case.</param>
/// <param name="Password">In plain text.</param>
/// <param name="Role">One of <see cref="Roles"/>.</param>
/// <param name="Name">The user's name.</param>
/// <param name="ExpiresAt">When the user ends; null for never.</param>
internal sealed record NewUser(string Email, string Password, string Role, string? Name, DateTimeOffset? ExpiresAt);

/// <summary>The rules for the members of users and log-ins.</summary>
internal static partial class UserRules
{
    private const int MaxEmail = 254,
        MaxOrganization = 200,
        MaxCode = 40;

    public static readonly Problem EmailTaken =
            new(409, Codes.Conflict, "A user with this e-mail address exists already.") { Field = "email" },
        LastAdmin = new(409, Codes.Conflict, "The last admin can be neither removed nor given another role."),
        AboveCaller =
            new(
                403,
                Codes.InsufficientRole,
                "This user has rights that the caller lacks, or rights that last longer than the caller."
            ),
        OwnPassword =
            new(
                403,
                "own_password",
                "Change your own password with POST /api/auth/password, which asks for the present one."
            )
            {
                Field = "password",
            },
        OwnFactor =
            new(
                403,
                "own_second_factor",
                "Remove your own second factor with POST /api/auth/second-factor/remove, which asks for a code."
            ),
        NotFound = Problem.NotFound("user");

    /// <summary>The form in which addresses are compared: case does not matter.</summary>
    public static string Normal(string email) => email.Trim().ToLowerInvariant();

    public static Outcome<Credentials> Read(LoginRequest request)
    {
        var (email, password) = (request.Email ?? "", request.Password ?? "");
        var faults = Faults(
            Unless(email.Length is > 0 and <= MaxEmail, "email", "'email' is required."),
            Unless(password.Length is > 0 and <= PasswordRules.MaxLength, "password", "'password' is required."),
            Unless(
                request.Environment is null || Environments.All.Contains(request.Environment),
                "environment",
                "'environment' must be 'sandbox' or 'production'."
            ),
            Unless(
                request.Organization is null or { Length: > 0 and <= MaxOrganization },
                "organization",
                "'organization' must be the id or the name of an organization."
            ),
            Unless(request.Code is null or { Length: > 0 and <= MaxCode }, "code", "'code' must have 6 digits.")
        );
        return faults.Count > 0
            ? Problem.Invalid(faults)
            : new Credentials(Normal(email), password, request.Environment, request.Organization, request.Code);
    }

    /// <param name="request">The user to make.</param>
    /// <param name="maker">The rights of the maker, which are the most that the user can have.</param>
    /// <param name="now">The time.</param>
    public static Outcome<NewUser> Read(CreateUserRequest request, Rights maker, DateTimeOffset now)
    {
        var (email, password, role) = (request.Email ?? "", request.Password ?? "", request.Role ?? "");
        var expiresAt = request.ExpiresAt ?? maker.Until;
        var faults = Faults(
            Unless(
                email.Length <= MaxEmail && Address.IsMatch(Normal(email)),
                "email",
                "'email' must be an e-mail address."
            ),
            PasswordRules.Check("password", password, email, request.Name),
            Role(role) ?? Given(role, maker),
            Name(request.Name),
            Unless(expiresAt is null || expiresAt > now, "expires_at", "'expires_at' must be in the future."),
            Unless(maker.LastAsLongAs(expiresAt), "expires_at", "A user cannot last longer than the caller.")
        );
        return faults.Count > 0
            ? Problem.Invalid(faults)
            : new NewUser(Normal(email), password, role, ShownText.CleanIfGiven(request.Name), expiresAt);
    }

    /// <summary>Returns the faults of a change that do not depend on the user.</summary>
    public static IReadOnlyList<Fault> Check(UpdateUserRequest request, Rights caller) =>
        request is { Password: null, Role: null, Name: null }
            ? [new("role", "Send what to change: 'role', 'name' or 'password'.")]
            : Faults(request.Role is { } role ? Role(role) ?? Given(role, caller) : null, Name(request.Name));

    public static Fault? PasswordFault(UpdateUserRequest request, UserRow user) =>
        request.Password is { } password ? PasswordRules.Check("password", password, user.Email, user.Name) : null;

    private static Fault? Given(string role, Rights maker) =>
        Unless(
            maker.Include(Rights.OfUser(role, until: null)),
            "role",
            "A user cannot be given a role with rights that the caller lacks."
        );

    private static Fault? Role(string role) =>
        Unless(Roles.All.Contains(role), "role", $"'role' must be one of: {string.Join(", ", Roles.All)}.");

    private static Fault? Name(string? name) =>
        Unless(
            ShownText.IsName(name),
            "name",
            $"'name' must have 1 to {ShownText.MaxName} characters that can be seen."
        );

    private static Fault? Unless(bool isGood, string field, string sentence) => isGood ? null : new(field, sentence);

    private static IReadOnlyList<Fault> Faults(params Fault?[] faults) => [.. faults.OfType<Fault>()];

    [GeneratedRegex(@"^[^\s@<>,;:""()\\\[\]]+@[a-z0-9.-]+\z", RegexOptions.None, 1000)]
    private static partial Regex Address { get; }
}
