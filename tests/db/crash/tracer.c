/* Preloaded into a process: writes down, in order, what it does to the files of one folder.
   A note is: operation, length of the path, path within the folder, offset, length, bytes written. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static int out = -1;
static char folder[4096];
static size_t folder_length;

__attribute__((constructor)) static void begin(void) {
    const char *trace = getenv("TRACE_FILE"), *traced = getenv("TRACE_FOLDER");
    if (!trace || !traced) return;
    snprintf(folder, sizeof folder, "%s", traced);
    folder_length = strlen(folder);
    out = open(trace, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void put(const void *data, size_t length) {
    for (const char *at = data; length > 0;) {
        ssize_t done = syscall(SYS_write, out, at, length);
        if (done <= 0) abort();
        at += done;
        length -= done;
    }
}

/* The path within the folder ("" for itself); NULL where it lies elsewhere. */
static const char *within(const char *path) {
    if (out < 0 || strncmp(path, folder, folder_length)) return NULL;
    return path[folder_length] == '/' ? path + folder_length + 1 : path[folder_length] ? NULL : "";
}

static const char *path_of(int fd, char *buffer, size_t size) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = out < 0 ? -1 : readlink(link, buffer, size - 1);
    if (length < 0) return NULL;
    buffer[length] = 0;
    return within(buffer);
}

static void note(char operation, const char *path, long long offset, const void *data, long long length) {
    unsigned short path_length = strlen(path);
    put(&operation, 1);
    put(&path_length, 2);
    put(path, path_length);
    put(&offset, 8);
    put(&length, 8);
    if (data) put(data, length);
}

#define REAL(name) static typeof(&name) real; if (!real) real = dlsym(RTLD_NEXT, #name)
#define PATH char buffer[4096]; const char *path

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) {
    REAL(pwrite);
    PATH = path_of(fd, buffer, sizeof buffer);
    ssize_t done = real(fd, data, length, offset);
    if (path && done > 0) note('W', path, offset, data, done);
    return done;
}

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t offset) {
    REAL(pwrite64);
    PATH = path_of(fd, buffer, sizeof buffer);
    ssize_t done = real(fd, data, length, offset);
    if (path && done > 0) note('W', path, offset, data, done);
    return done;
}

ssize_t write(int fd, const void *data, size_t length) {
    REAL(write);
    PATH = path_of(fd, buffer, sizeof buffer);
    off_t offset = path ? lseek(fd, 0, SEEK_CUR) : 0;
    ssize_t done = real(fd, data, length);
    if (path && done > 0) note('W', path, offset, data, done);
    return done;
}

int ftruncate(int fd, off_t length) {
    REAL(ftruncate);
    PATH = path_of(fd, buffer, sizeof buffer);
    int failed = real(fd, length);
    if (path && !failed) note('T', path, length, NULL, 0);
    return failed;
}

int ftruncate64(int fd, off64_t length) {
    REAL(ftruncate64);
    PATH = path_of(fd, buffer, sizeof buffer);
    int failed = real(fd, length);
    if (path && !failed) note('T', path, length, NULL, 0);
    return failed;
}

int fsync(int fd) {
    REAL(fsync);
    PATH = path_of(fd, buffer, sizeof buffer);
    int failed = real(fd);
    if (path && !failed) note('S', path, 0, NULL, 0);
    return failed;
}

int fdatasync(int fd) {
    REAL(fdatasync);
    PATH = path_of(fd, buffer, sizeof buffer);
    int failed = real(fd);
    if (path && !failed) note('S', path, 0, NULL, 0);
    return failed;
}

int unlink(const char *name) {
    REAL(unlink);
    const char *path = within(name);
    int failed = real(name);
    if (path && !failed) note('U', path, 0, NULL, 0);
    return failed;
}
