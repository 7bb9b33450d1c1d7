/**
 * Backup and restore, as commands of the jar: database, films, letters and keys together, without any tool of
 * PostgreSQL's. Nothing of the running portal takes part; a backup is made beside it, a restore without it. The third
 * command, the migrations, is only passed on from here.
 */
@NullMarked
package datachoice.portal.backup;

import org.jspecify.annotations.NullMarked;
