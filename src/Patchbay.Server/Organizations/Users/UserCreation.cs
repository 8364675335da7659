using Patchbay.Server.Audit;
using Patchbay.Server.Platform;
using Patchbay.Server.Platform.Problems;

namespace Patchbay.Server.Organizations.Users;

/// <summary>Creates users, for the API and the command line.</summary>
internal sealed class UserCreation(UserStore users, Passwords passwords, Ids ids, TimeProvider clock)
{
    public async Task<Outcome<UserRow>> RunAsync(
        Tenant tenant,
        NewUser user,
        Actor actor,
        CancellationToken cancellation
    )
    {
        var now = clock.GetUtcNow();
        var row = new UserRow
        {
            Id = ids.Uuid(),
            OrganizationId = tenant.OrganizationId,
            Environment = tenant.Environment,
            Email = user.Email,
            Name = user.Name,
            Role = user.Role,
            PasswordHash = await passwords.HashAsync(user.Password, cancellation),
            CreatedAt = now,
            UpdatedAt = now,
            ExpiresAt = user.ExpiresAt,
        };
        return await users.TryInsertAsync(row, actor, cancellation) ? row : UserRules.EmailTaken;
    }
}
