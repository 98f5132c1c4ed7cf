/* A power cut for one process tree: keeps in $SHADOW only those bytes of the files below $WATCH
   that were synced to the disk (fsync, fdatasync), with the renames and removals between them.
   cc -shared -fPIC -O1 -o durashim.so durashim.c -ldl; LD_PRELOAD=durashim.so WATCH=… SHADOW=… */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *variable(const char *name) {
    const char *value = getenv(name);
    return value ? value : "";
}

/* The shadow's path of a watched file; 0 where the file is not watched. */
static int shadow_of(const char *path, char *out) {
    const char *watched = variable("WATCH");
    size_t length = strlen(watched);
    if (!length || strncmp(path, watched, length) || !strstr(path, "IndexedDB")) return 0;
    snprintf(out, PATH_MAX, "%s%s", variable("SHADOW"), path + length);
    return 1;
}

static void make_folders(char *path) {
    for (char *at = path + 1; *at; at++)
        if (*at == '/') { *at = 0; mkdir(path, 0700); *at = '/'; }
}

static void keep(int descriptor) {
    int before = errno;
    char link[64], path[PATH_MAX], out[PATH_MAX], fresh[PATH_MAX + 16], buffer[65536];
    struct stat status;
    snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length > 0) {
        path[length] = 0;
        if (shadow_of(path, out) && !fstat(descriptor, &status) && S_ISREG(status.st_mode)) {
            make_folders(out);
            snprintf(fresh, sizeof fresh, "%s.tmp%d", out, gettid());
            int from = open(path, O_RDONLY), to = open(fresh, O_WRONLY | O_CREAT | O_TRUNC, 0600);
            ssize_t count;
            while ((count = read(from, buffer, sizeof buffer)) > 0)
                if (write(to, buffer, count) != count) break;
            close(from);
            close(to);
            ((int (*)(const char *, const char *))dlsym(RTLD_NEXT, "rename"))(fresh, out);
        }
    }
    errno = before;
}

int fdatasync(int descriptor) {
    int result = ((int (*)(int))dlsym(RTLD_NEXT, "fdatasync"))(descriptor);
    if (!result) keep(descriptor);
    return result;
}

int fsync(int descriptor) {
    int result = ((int (*)(int))dlsym(RTLD_NEXT, "fsync"))(descriptor);
    if (!result) keep(descriptor);
    return result;
}

int rename(const char *from, const char *to) {
    int (*real)(const char *, const char *) = dlsym(RTLD_NEXT, "rename");
    int result = real(from, to);
    char shadow_from[PATH_MAX], shadow_to[PATH_MAX];
    int before = errno;
    if (!result && shadow_of(from, shadow_from) && shadow_of(to, shadow_to)) real(shadow_from, shadow_to);
    errno = before;
    return result;
}

int unlink(const char *path) {
    int (*real)(const char *) = dlsym(RTLD_NEXT, "unlink");
    int result = real(path);
    char shadow[PATH_MAX];
    int before = errno;
    if (!result && shadow_of(path, shadow)) real(shadow);
    errno = before;
    return result;
}
